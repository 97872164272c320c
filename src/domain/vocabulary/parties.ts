/** The other parties incident management hands over to (M 6.124, M 6.64). */
export const interfaceParties = [
  'securityManagement',
  'emergencyManagement',
  'cert',
  'manufacturer',
  'securityManufacturer',
  'consultant',
  'authority',
  'dataProtection',
] as const;
