import type { AnswerMessage } from '../../src/protocol/recordPage';

/** Pictures of evidence that the page shows, by row, as addresses of blobs in the page itself. */
export class Pictures {
  private readonly urls = new Map<string, string>();

  /** The address of the picture of a row; undefined where none is shown. */
  get(row: string): string | undefined {
    return this.urls.get(row);
  }

  /** Shows what the host gave; nothing where it gave none. */
  show(row: string, picture: AnswerMessage['picture']): void {
    this.hide(row);
    if (!picture) return;
    const bytes = Uint8Array.from(atob(picture.data), character => character.charCodeAt(0));
    this.urls.set(row, URL.createObjectURL(new Blob([bytes], { type: `image/${picture.type}` })));
  }

  /** Hides it again. */
  hide(row: string): void {
    const url = this.urls.get(row);
    if (url !== undefined) URL.revokeObjectURL(url);
    this.urls.delete(row);
  }
}
