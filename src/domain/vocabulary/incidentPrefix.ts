/** What the ids of incidents begin with. */
export const incidentPrefix = 'INC';
