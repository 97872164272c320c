/** What the words of a report tell that security management would ask about, whatever the reporter took it for (M 6.124). */
export const securitySigns = ['authentication', 'privilege', 'malware', 'traces', 'connection', 'dataLeaving'] as const;

/** A sign in the words of a report. */
export type SecuritySign = (typeof securitySigns)[number];
