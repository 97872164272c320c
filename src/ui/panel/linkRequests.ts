import { isRecordId, type RecordId } from '../../domain/records';
import type { LinkActions } from '../records/linkActions';
import { done, type Answer } from './formHost';

/** What any form may ask about links. */
export type LinkRequest =
  | { readonly type: 'openLink'; readonly link: string }
  | { readonly type: 'addLink'; readonly target: 'commit' | 'record' }
  | { readonly type: 'openRecord'; readonly id: string };

/** True for a request about links. */
export function isLinkRequest(request: unknown): request is LinkRequest {
  const { type } = request as { readonly type: string };
  return type === 'openLink' || type === 'addLink' || type === 'openRecord';
}

/** Opens a link or another record, or lets the person pick what the record `id` is linked to. */
export async function answerLinkRequest(
  id: RecordId,
  request: LinkRequest,
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
  }
  return done;
}
