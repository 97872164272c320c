import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { figureGroupings, type FigureGrouping, type ProcessFigures } from '../../src/domain/incident/figures';
import { namedPeriods, type NamedPeriod } from '../../src/domain/incident/period';
import { describeFigures, describeFiguresAbout } from '../../src/words/figures/describeFigures';
import type { Words } from '../../src/words/words';
import { figurePart } from './figurePart';

interface Choice {
  readonly by: FigureGrouping;
  readonly period: NamedPeriod;
}

/** Which figures are looked at: they are asked for when they come into sight, and whenever others are chosen. */
export class FiguresLook {
  /** Those that came last; none before the first have come. */
  figures: ProcessFigures | undefined;
  choice: Choice = { by: 'priority', period: 'last90Days' };

  constructor(private readonly askFor: (choice: Choice) => void) {}

  ask(): void {
    this.askFor(this.choice);
  }

  choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    this.ask();
  }

  take(figures: ProcessFigures): void {
    this.figures = figures;
  }
}

/** The process in figures (docs/figures.md): what they are of, and each part in words, as a picture and as a table. */
export function figuresView(words: Words, look: FiguresLook, makeReport: () => void): TemplateResult {
  const texts = words.figures;
  const { figures, choice } = look;
  return html`<div class="filters" role="group" aria-label=${texts.tab}>
      ${chooser('period', texts.period, namedPeriods, texts.periods, choice.period, chosen => {
        look.choose({ period: chosen });
      })}
      ${chooser('by', texts.by, figureGroupings, texts.grouping, choice.by, chosen => {
        look.choose({ by: chosen });
      })}
    </div>
    <p class="muted" role="status">${figures ? describeFiguresAbout(words, figures) : texts.counting}</p>
    <p class="toolbar"><vscode-button appearance="secondary" data-report @click=${makeReport}>${words.managementReport.openIt}</vscode-button></p>
    ${figures ? describeFigures(words, figures).map(section => figurePart(words, section)) : ''}`;
}

function chooser<K extends string>(
  id: 'period' | 'by',
  label: string,
  codes: readonly K[],
  texts: Readonly<Record<K, string>>,
  chosen: K,
  choose: (code: K) => void,
): TemplateResult {
  return html`<div class="field"><span class="label">${label}</span>
    <vscode-dropdown data-figures=${id} aria-label=${label} .value=${live(chosen)} @change=${(event: Event) => {
      const { value } = event.target as HTMLInputElement;
      const code = codes.find(known => known === value);
      if (code) choose(code);
    }}>${codes.map(code => html`<vscode-option value=${code}>${texts[code]}</vscode-option>`)}</vscode-dropdown></div>`;
}
