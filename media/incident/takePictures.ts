import type { IncidentRequest } from '../../src/protocol/requests';

/** Largest picture that is sent to the host, in bytes, so that a file dropped by mistake is not read. */
const largestPicture = 20 * 1024 * 1024;

/** Takes pictures that are pasted anywhere into the page, or dropped on the list of evidence. */
export function takePictures(
  root: HTMLElement,
  take: (request: IncidentRequest) => void,
  refuse: (why: 'pictureOnly' | 'pictureTooLarge') => void,
): void {
  document.addEventListener('paste', event => {
    const files = event.clipboardData?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    void send(files, take, refuse);
  });
  const isOnEvidence = ({ target }: Event): boolean =>
    target instanceof Element && target.closest('[data-group="evidence"], [data-path="evidence"]') !== null;
  root.addEventListener('dragover', event => {
    if (isOnEvidence(event)) event.preventDefault();
  });
  root.addEventListener('drop', event => {
    const files = event.dataTransfer?.files;
    if (!files || files.length === 0 || !isOnEvidence(event)) return;
    event.preventDefault();
    void send(files, take, refuse);
  });
}

async function send(
  files: FileList,
  take: (request: IncidentRequest) => void,
  refuse: (why: 'pictureOnly' | 'pictureTooLarge') => void,
): Promise<void> {
  for (const file of files) {
    if (!/^image\/(png|jpeg|webp)$/.test(file.type)) refuse('pictureOnly');
    else if (file.size > largestPicture) refuse('pictureTooLarge');
    else take({ type: 'attachPicture', data: base64(new Uint8Array(await file.arrayBuffer())) });
  }
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(''));
}
