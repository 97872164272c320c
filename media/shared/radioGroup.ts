import { html, type TemplateResult } from 'lit-html';
import { ifDefined } from 'lit-html/directives/if-defined.js';
import { live } from 'lit-html/directives/live.js';

/** One radio button. */
interface Option {
  readonly value: string;
  readonly label: string;
}

/** A group of radio buttons, none or one of them chosen. */
export interface RadioGroup {
  readonly label: string;
  /** The chosen value; empty for none. */
  readonly value: string;
  readonly options: readonly Option[];
  readonly disabled?: boolean;
  readonly choose: (value: string) => void;
  /** Where the group is found again: the field it belongs to, or the question of a dialog. */
  readonly path?: string;
  readonly question?: string;
}

/** Longest name of a button that stands beside others; with longer ones they stand below one another. */
const longestBeside = 24;

/**
 * Draws the group. Without a choice its value must be undefined: given an empty text, the control takes all its buttons out of
 * the order of the Tab key. And it does not clear a button by itself when the value goes: each button is told.
 */
export function radioGroup({ label, value, options, disabled = false, choose, path, question }: RadioGroup): TemplateResult {
  const onChange = (event: Event): void => {
    const chosen = (event.currentTarget as HTMLInputElement).value as string | undefined;
    // It also says `change` when a value is given to it; only what differs from that was chosen by somebody.
    if (chosen && chosen !== value) choose(chosen);
  };
  return html`<vscode-radio-group data-path=${ifDefined(path)} data-question=${ifDefined(question)} aria-label=${label}
    orientation=${options.some(option => option.label.length > longestBeside) ? 'vertical' : 'horizontal'} ?disabled=${disabled} .value=${live(value === '' ? undefined : value)} @change=${onChange}>
    ${options.map(
      option =>
        html`<vscode-radio value=${option.value} aria-label=${option.label} .checked=${live(option.value === value)}>${option.label}</vscode-radio>`,
    )}
  </vscode-radio-group>`;
}
