/** Why content could not be kept or shown. */
export type AttachmentFault =
  /** Sizes and limits in bytes. */
  | { readonly code: 'contentTooLarge'; readonly size: number; readonly limit: number }
  | { readonly code: 'contentsFull'; readonly size: number; readonly limit: number }
  /** Nothing was written: what stands where the content belongs is something else, and is left as it is. */
  | { readonly code: 'contentChanged' | 'contentGone' | 'noContent' }
  /** It is evidence of an incident that does not go to all, too: it is not sent. */
  | { readonly code: 'contentConfined' }
  | { readonly code: 'contentUnreadable' | 'contentNotKept'; readonly reason: string };
