import { choice, form, line, names } from '../forms/field';
import { protectionNeeds } from '../vocabulary/protectionNeed';

/** An IT component: where it lies in the workspace, how much protection it needs, and what protects it. */
export const componentForm = form({
  component: {
    title: line('M 6.124'),
    componentKind: choice('M 6.124', [
      'application',
      'service',
      'database',
      'network',
      'server',
      'client',
      'securityProduct',
      'infrastructure',
      'other',
    ]),
    owner: line('M 6.124'),
  },
  where: { paths: names('M 6.64') },
  protection: {
    confidentialityNeed: choice('M 6.131', protectionNeeds),
    integrityNeed: choice('M 6.131', protectionNeeds),
    availabilityNeed: choice('M 6.131', protectionNeeds),
    safeguards: names('M 6.124'),
  },
});
