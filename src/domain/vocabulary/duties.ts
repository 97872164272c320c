/** Reporting duties whose dates are computed; whether one applies is the user's decision. */
export const dutyIds = ['nis2EarlyWarning', 'nis2Notification', 'nis2FinalReport', 'gdprNotification'] as const;
