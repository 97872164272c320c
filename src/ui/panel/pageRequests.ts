import { commands } from 'vscode';
import { isRecordId, type RecordId } from '../../domain/records';
import type { CommonRequest } from '../../protocol/requests';
import { commandIds } from '../editor/contributions';
import type { LinkActions } from '../records/linkActions';
import { done, type Answer } from './formHost';

/** What the page of any record may ask that no rule of its kind decides. */
export type PageRequest = Extract<CommonRequest, { readonly type: 'openLink' | 'addLink' | 'openRecord' | 'redactEntry' }>;

const types: Readonly<Record<PageRequest['type'], true>> = { openLink: true, addLink: true, openRecord: true, redactEntry: true };

/** True for a request of the page of any record. */
export function isPageRequest(request: unknown): request is PageRequest {
  return Object.hasOwn(types, (request as { readonly type: string }).type);
}

/** Opens a link or another record, or lets the person pick what the record `id` is linked to, or which of its entries is to be redacted. */
export async function answerPageRequest(
  id: RecordId,
  request: PageRequest,
  { links, openRecord }: { readonly links: LinkActions; readonly openRecord: (id: RecordId) => void },
): Promise<Answer> {
  switch (request.type) {
    case 'openLink':
      await links.open(id, request.link);
      break;
    case 'addLink':
      await (request.target === 'commit' ? links.linkCommit(id) : links.linkRecord(id));
      break;
    case 'openRecord':
      if (isRecordId(request.id)) openRecord(request.id);
      break;
    case 'redactEntry':
      await commands.executeCommand(commandIds.redactEntry, { id });
  }
  return done;
}
