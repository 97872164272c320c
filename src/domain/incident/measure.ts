/** What makes a measure another one: neither a release (DER.2.1.A5) nor the acceptance of its risk covers it any more when one of these changes. */
export const releasedColumns = ['what', 'type', 'component', 'weakensSafeguard', 'safeguard'] as const;

/** What a restored safeguard covers: another answer to the safeguard question is another gap. */
export const safeguardColumns = ['component', 'weakensSafeguard', 'safeguard'] as const;
