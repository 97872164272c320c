import type { Action } from '../vocabulary/permissions';
import type { CatalogueEventType } from './event';

const actionByType: Readonly<Record<CatalogueEventType, Action>> = {
  'record.captured': 'maintain',
  'record.updated': 'maintain',
  'record.commented': 'comment',
  'record.linked': 'link',
  'record.linkJudged': 'link',
  'record.unlinked': 'link',
  'record.released': 'release',
  'record.redacted': 'redact',
};

/** What the role of an entry must be allowed to for the entry to count. The same as for the command it came from. */
export function actionOfEntry(type: CatalogueEventType): Action {
  return actionByType[type];
}
