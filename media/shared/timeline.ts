import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { RecordEvent } from '../../src/domain/record/event';
import type { Around } from '../../src/protocol/shown';
import { describeAge } from '../../src/words/describe';
import type { DescribedEvent } from '../../src/words/describeEvent';
import { standingNotes, type StandingRecord } from '../../src/words/standing';
import { counted, type Words } from '../../src/words/words';
import { DescribedTimeline, savesMerged, type TimelineRow } from './describedTimeline';
import { formatTime, now } from './time';

/** More details than this are folded away. */
const mostDetailsShown = 2;

/** The card of a record's timeline: newest first, filtered by a text; what does not count or no longer holds says so. */
export class Timeline {
  private filter = '';
  private whole = false;
  private proofs: Around['proofs'] = {};
  private known: { readonly record: StandingRecord; readonly words: Words; readonly described: DescribedTimeline } | undefined;

  /** With `merges` the saves of one step that follow one another are one row; without, each entry is. */
  constructor(
    private readonly redraw: () => void,
    private readonly merges = false,
  ) {}

  /** Shows another record. */
  reset(): void {
    [this.filter, this.whole, this.known] = ['', false, undefined];
  }

  /** The card; a record that was folded anew is another object. What is known of who made an entry stands beside the name. */
  card(
    words: Words,
    record: StandingRecord,
    { proofs }: Pick<Around, 'proofs'>,
    describe: (event: RecordEvent) => DescribedEvent,
  ): TemplateResult {
    this.proofs = proofs;
    const { rows, count } = this.described(words, record, describe).part(this.filter, this.whole);
    const at = now();
    // By its id: an entry that is unfolded stays the one that is unfolded when others come before it.
    return html`<section class="card"><h2>${words.page.timeline}</h2>
      <vscode-text-field class="filter" aria-label=${words.page.timelineFilter} placeholder=${words.page.timelineFilter} .value=${this.filter}
        @input=${(event: Event) => {
          this.filter = (event.target as HTMLInputElement).value;
          this.redraw();
        }}></vscode-text-field>
      <ol class="timeline">${repeat(
        rows,
        ({ event }) => event.id,
        row => this.entry(words, row, at),
      )}</ol>
      ${
        count > rows.length
          ? html`<vscode-button appearance="secondary" data-action="wholeTimeline" @click=${() => {
              this.whole = true;
              this.redraw();
            }}>${counted(words, words.page.timelineWhole, { count })}</vscode-button>`
          : nothing
      }</section>`;
  }

  private described(words: Words, record: StandingRecord, describe: (event: RecordEvent) => DescribedEvent): DescribedTimeline {
    if (this.known?.record !== record || this.known.words !== words) {
      const notesOf = standingNotes(words, record, formatTime);
      const rows = this.merges ? savesMerged(record.timeline) : record.timeline.map(event => [event]).reverse();
      const described = new DescribedTimeline(rows, event => ({ notes: notesOf(event), ...describe(event) }));
      this.known = { record, words, described };
    }
    return this.known.described;
  }

  private entry(words: Words, { event, count, title, notes, details }: TimelineRow, at: string): TemplateResult {
    const proof = this.proofs[event.id];
    return html`<li>
    <p class="entryTitle">${title}</p>
    <p class="muted"><time datetime=${event.at} title=${formatTime(event.at)}>${describeAge(words, event.at, at)}</time> · ${event.by.name} (${words.role[event.by.role]})${proof ? ` · ${proof}` : ''}${count > 1 ? ` · ${counted(words, words.page.saves, { count })}` : ''}</p>
    ${notes.map(note => html`<p class="standing">${note}</p>`)}
    ${detailList(words, details, this.filter.trim() !== '')}
  </li>`;
  }
}

/** A few details are shown, many are folded away until somebody wants them (or has searched for one). */
function detailList(words: Words, details: readonly string[], unfolded: boolean): TemplateResult | typeof nothing {
  if (details.length === 0) return nothing;
  const items = html`<ul class="details">${details.map(detail => html`<li>${detail}</li>`)}</ul>`;
  return details.length <= mostDetailsShown
    ? items
    : html`<details class="folded" ?open=${unfolded}><summary>${counted(words, words.page.details, { count: details.length })}</summary>${items}</details>`;
}
