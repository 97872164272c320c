import type { TemplateResult, nothing } from 'lit-html';
import type { FieldText } from '../../src/words/form';
import type { Words } from '../../src/words/words';
import type { ControlContext } from './controls';

/** A row of a list: its id, and what is filled in of it. */
export type ListRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** How all items of a checklist that are open are answered at once. */
export interface RestAnswer {
  /** The column that answers an item, and what is put there. */
  readonly column: string;
  readonly answer: string;
  /** Where the reason stands; undefined where none is asked. */
  readonly reason?: string;
  /** True for an item that is decided with another one: it is none of the rest. */
  readonly isDecided?: (item: string) => boolean;
}

/** What a checklist has besides what every list has. */
export interface Checklist {
  readonly rest?: RestAnswer;
  /** Columns that an item cannot do without, as it is answered. */
  readonly needs: (row: ListRow) => readonly string[];
}

/** What a list needs besides what every control needs. */
export interface ListContext {
  readonly words: Words;
  readonly text: FieldText;
  readonly dirty: boolean;
  /** True when the heading of the group says already what the list is. */
  readonly isAlone: boolean;
  readonly disabled: boolean;
  readonly rows: readonly ListRow[];
  readonly isOpen: (row: string) => boolean;
  /** What is asked about a row as a whole. */
  readonly asked: (row: string) => TemplateResult | typeof nothing;
  readonly setOpen: (row: string, open: boolean) => void;
  /** Single cells of a checklist that are being edited. */
  readonly isCellOpen: (row: string, column: string) => boolean;
  readonly setCellOpen: (row: string, column: string) => void;
  /** The reason for all items of a checklist that are open is being typed. */
  readonly isRestOpen: boolean;
  readonly setRestOpen: (open: boolean) => void;
  /** As far as it is typed; it belongs to the draft. */
  readonly restReason: string;
  readonly setRestReason: (reason: string) => void;
  /** Answers these items alike. */
  readonly answerAll: (rows: readonly string[], cells: Readonly<Record<string, unknown>>) => void;
  readonly checklist: Checklist;
  readonly add: () => void;
  readonly remove: (row: string) => void;
  /** The context of one cell's control. */
  readonly cell: (row: ListRow, column: string) => ControlContext;
  /** Something to show with a row, such as a measure's release. */
  readonly extra?: (row: ListRow) => TemplateResult | typeof nothing;
}
