import { randomUUID } from 'node:crypto';
import { maxLineLength } from '../domain/forms/field';
import { failure, type Result } from '../domain/foundation/result';
import type { AttachedCells } from '../domain/incident/command';
import type { IncidentId } from '../domain/incident/incident';
import { decide } from '../domain/deciding';
import type { Actor } from '../domain/vocabulary/actor';
import { findSecrets, masked, type FoundSecret } from '../review/secrets';
import type { AttachmentFault } from '../store/attachmentFault';
import type { CommandFault } from '../store/fault';
import type { Store } from '../store/store';
import { contentTypeOf, textOfBytes } from './contentType';

/** Where evidence comes from. */
export type EvidenceSource = Pick<AttachedCells, 'source' | 'path' | 'lines' | 'note'>;

/** What becomes of what looks like a secret: it is stored all the same, masked, or nothing is stored. */
export type SecretAnswer = 'store' | 'mask' | 'cancel';

/** Why evidence was not kept; then nothing was recorded. */
export type EvidenceFault = CommandFault | AttachmentFault | { readonly code: 'noPicture' };

/** What keeping evidence needs: the store, who asks, what stands for a masked secret, and the question about secrets. */
export interface EvidencePorts {
  readonly store: Store;
  readonly actor: () => Promise<Actor>;
  readonly mask: string;
  readonly askAboutSecrets: (text: string, secrets: readonly FoundSecret[]) => Promise<SecretAnswer>;
}

/** What is kept of some content: the bytes, and what they are; undefined when the person wants nothing kept. */
export interface KeptContent {
  readonly bytes: Uint8Array;
  readonly content: AttachedCells['content'];
}

/** What of some content is to be kept. A text that holds what looks like a secret is asked about before anything is stored. */
export async function contentToKeep(
  { mask, askAboutSecrets }: Pick<EvidencePorts, 'mask' | 'askAboutSecrets'>,
  bytes: Uint8Array,
): Promise<KeptContent | undefined> {
  const content = contentTypeOf(bytes);
  if (content !== 'text') return { bytes, content };
  const text = textOfBytes(bytes) ?? '';
  const secrets = findSecrets(text);
  if (secrets.length === 0) return { bytes, content };
  switch (await askAboutSecrets(text, secrets)) {
    case 'store':
      return { bytes, content: 'textWithSecrets' };
    case 'mask':
      return { bytes: Buffer.from(masked(text, secrets, mask)), content: 'maskedText' };
    case 'cancel':
      return undefined;
  }
}

/**
 * Keeps content as evidence of an incident: durably, before the entry that names it. Whoever may not attach it, or to what is completed,
 * stores nothing either.
 */
export async function keepEvidence(
  { store, actor }: Pick<EvidencePorts, 'store' | 'actor'>,
  incident: IncidentId,
  { bytes, content }: KeptContent,
  source: EvidenceSource,
): Promise<Result<unknown, EvidenceFault>> {
  const row = randomUUID();
  const told = Object.fromEntries(Object.entries(source).map(([column, text]) => [column, text.slice(0, maxLineLength)]));
  const cellsWith = (sha256: string): AttachedCells => ({ ...told, capturedAt: new Date().toISOString(), sha256, content });
  const loaded = await store.load(incident);
  if (!loaded.ok) return loaded;
  const asked = decide(
    loaded.value.record,
    { type: 'attachEvidence', row, cells: cellsWith('0'.repeat(64)) },
    store.decisionContext(await actor()),
  );
  if (!asked.ok) return failure<EvidenceFault>(asked.error);
  return (await store.attachments()).keeping<unknown, CommandFault>(bytes, hash =>
    store.execute(incident, { type: 'attachEvidence', row, cells: cellsWith(hash) }),
  );
}

/** The same for a picture that a page was given: what is no PNG, JPEG or WebP is not taken. */
export async function keepPicture(
  ports: Pick<EvidencePorts, 'store' | 'actor'>,
  incident: IncidentId,
  bytes: Uint8Array,
  source: EvidenceSource,
): Promise<Result<unknown, EvidenceFault>> {
  const content = contentTypeOf(bytes);
  return content === 'text' || content === 'file'
    ? failure({ code: 'noPicture' })
    : keepEvidence(ports, incident, { bytes, content }, source);
}
