import { choice, form, line, list, names, text, time, yesNoUnknown } from '../../forms/field';

/** Pictures that are shown. */
export const pictureKinds = ['png', 'jpeg', 'webp'] as const;

/** One of them. */
export type PictureKind = (typeof pictureKinds)[number];

/** What evidence can be whose content is kept: a picture that is shown, a text, with what looked like a secret masked or stored on the person's word, or a file. */
const contentKinds = ['text', 'maskedText', 'textWithSecrets', ...pictureKinds, 'file'] as const;

/** Step 1, detect and capture (M 6.130). */
export const detectForm = form({
  report: {
    title: line('M 6.130'),
    kind: choice('M 6.124', ['disruption', 'securityIncident', 'inquiry', 'order']),
    detection: choice('M 6.130', ['user', 'monitoring', 'securityProduct', 'itStaff', 'externalPartner', 'advisory']),
    reporter: line('M 6.130'),
    reporterContact: line('M 6.130'),
  },
  time: { occurredAt: time('M 6.130'), detectedAt: time('M 6.130') },
  effect: {
    symptoms: text('M 6.130'),
    errorText: text('M 6.64', { monospace: true }),
    components: names('M 6.130'),
    services: names('M 6.130'),
    affectedUsers: line('M 6.130'),
    location: line('M 6.130'),
  },
  security: {
    couldBeSecurity: choice('M 6.124', yesNoUnknown),
    couldBeSecurityReason: text('M 6.124'),
    tlp: choice('TLP 2.0', ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']),
  },
  evidence: {
    evidence: list('M 6.134', {
      source: line('M 6.134'),
      path: line('M 6.134'),
      lines: line('M 6.134'),
      capturedAt: time('M 6.134'),
      sha256: line('M 6.134'),
      note: line('M 6.134'),
      /** What the content is that is kept; undefined where none is. Nobody fills it in. */
      content: choice('M 6.134', contentKinds),
    }),
  },
});

/** Columns of evidence that a person writes. */
export const writtenColumns = ['source', 'path', 'lines', 'capturedAt', 'sha256', 'note'] as const;
