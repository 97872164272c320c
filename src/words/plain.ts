import { withoutEscapes } from '../domain/errors/reportText';

/**
 * What is not seen and changes how the rest is read: control characters, those that turn the direction of writing (Unicode UAX #9), and those of no
 * width that no script needs. Joiners stay, without which some scripts and pictures are written otherwise.
 */
const unseen =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A text of a record as it is to be read beside other texts: nothing in it turns around what stands behind it. */
export function withoutUnseen(text: string): string {
  return withoutEscapes(text).replace(unseen, '');
}

/** What a commit is called beside other texts: by its subject, or by its short hash where it has none that could be seen. */
export function commitLabel({ sha, subject }: { readonly sha: string; readonly subject: string }): string {
  return withoutUnseen(subject).trim() || sha.slice(0, 8);
}

/** A text for quick picks and the status bar, where `$(name)` would become an icon. */
export function plainLabel(text: string): string {
  return withoutUnseen(text).replace(/\$\(/g, '\\$(');
}

/** A text for notifications, where `[text](address)` would become a link, even one that runs a command. */
export function plainMessage(text: string): string {
  return withoutUnseen(text).replace(/\]\(/g, '] (');
}
