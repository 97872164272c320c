/** Milliseconds of rest after which a place is kept. */
const rest = 200;

/** Where the page is scrolled to: kept for the page that stands here next, and gone back to there once as much has been drawn. */
export class ReadingPlace {
  private wanted: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `keep` is called once the place has changed. */
  constructor(keep: () => void) {
    addEventListener('scroll', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(keep, rest);
    });
    // Whoever goes elsewhere meanwhile is not taken back.
    for (const type of ['wheel', 'pointerdown', 'keydown'])
      addEventListener(type, () => {
        this.wanted = undefined;
      });
  }

  /** What is to be kept: where one is, or is about to be taken. */
  get top(): number {
    return this.wanted ?? Math.round(scrollY);
  }

  /** Goes to where one was, now or when there is enough on the page. */
  backTo(top: number | undefined): void {
    this.wanted = top;
    this.drawn();
  }

  /** Something has been drawn. */
  drawn(): void {
    if (this.wanted === undefined) return;
    scrollTo(0, this.wanted);
    if (Math.round(scrollY) >= this.wanted) this.wanted = undefined;
  }
}
