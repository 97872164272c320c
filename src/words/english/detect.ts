import type { StepWords } from '../kindWords';
import { englishOptions } from './shared';

/** Words of step 1: what it is called, what to watch for, its form. */
export const englishDetect = {
  name: 'Detect and capture',
  short: 'Detect',
  watch:
    'A plain failure can be the first visible sign of an attack. Save logs before anything is restarted, write down who saw what and when, and tell only those who need to know.',
  inList: 'detect',
  groups: { report: 'Report', time: 'When', effect: 'What is affected', security: 'Security and confidentiality', evidence: 'Evidence' },
  fields: {
    title: { label: 'Title', help: 'What is wrong, in a few words, as a user would say it.' },
    kind: {
      label: 'Kind',
      options: { disruption: 'Disruption', securityIncident: 'Security incident', inquiry: 'Inquiry', order: 'Order' },
    },
    detection: {
      label: 'How was it detected?',
      options: {
        user: 'User',
        monitoring: 'Monitoring',
        securityProduct: 'Security product',
        itStaff: 'IT staff',
        externalPartner: 'External partner',
        advisory: 'Advisory',
      },
    },
    reporter: { label: 'Reported by' },
    reporterContact: { label: 'Contact of the reporter' },
    occurredAt: { label: 'Occurred at', help: 'When it began, if that is known. Leave empty if not.' },
    detectedAt: { label: 'Detected at' },
    symptoms: { label: 'Symptoms', help: 'What does not work, for whom, since when; what still works.' },
    errorText: { label: 'Error text or stack trace' },
    components: { label: 'Affected components', help: 'One name a line, as in “Components, interfaces and people”.' },
    services: { label: 'Affected services', help: 'One name a line.' },
    affectedUsers: { label: 'Affected users' },
    location: { label: 'Location' },
    couldBeSecurity: { label: 'Could this be a security incident?', options: englishOptions.yesNoUnknown },
    couldBeSecurityReason: {
      label: 'Why?',
      help: 'What speaks for or against it. “Not known” needs a reason too: what would have to be looked at?',
    },
    tlp: {
      label: 'Traffic Light Protocol label',
      help: 'Who may read this record.',
      options: { CLEAR: 'TLP:CLEAR', GREEN: 'TLP:GREEN', AMBER: 'TLP:AMBER', 'AMBER+STRICT': 'TLP:AMBER+STRICT', RED: 'TLP:RED' },
    },
    evidence: {
      label: 'Evidence',
      help: 'A selection, a whole file, terminal text or a screenshot: attach it, paste it or drop it here. The content is kept and checked by its SHA-256.',
      columns: {
        source: { label: 'Source' },
        path: { label: 'Path' },
        lines: { label: 'Lines' },
        capturedAt: { label: 'Captured at' },
        sha256: { label: 'SHA-256' },
        note: { label: 'Note' },
        content: {
          label: 'Kept content',
          options: {
            text: 'Text',
            maskedText: 'Text, in which what looked like a secret is masked',
            textWithSecrets: 'Text with what looks like a secret, stored anyway',
            png: 'Picture (PNG)',
            jpeg: 'Picture (JPEG)',
            webp: 'Picture (WebP)',
            file: 'File',
          },
        },
      },
    },
  },
} as const satisfies StepWords<'detect'>;
