import { html, nothing, type TemplateResult } from 'lit-html';
import { askedColumns, type FormGroup } from '../../src/domain/forms/form';
import { lastWrite, valueAt, type Over, type Written } from '../../src/domain/record/over';
import { describeAge } from '../../src/words/describe';
import { describePathName, describePathValue } from '../../src/words/describeValue';
import type { FormInWords } from '../../src/words/form';
import { fill, labelled, type Words } from '../../src/words/words';
import { formatTime, now } from '../shared/time';
import { canJoin, changedUnder, joinBoth, keepMine, takeTheirs } from './meanwhile';
import { fieldOfPath, isDirty, shownValues, type Edited } from './model';

/** What asking about a change from elsewhere needs. */
export interface MeanwhileContext<V extends object = object> {
  readonly words: Words;
  readonly form: FormInWords;
  readonly edited: Edited<V>;
  readonly written: Written;
  readonly change: (update: (edited: Edited<V>) => Edited<V>) => void;
  /** Called when the question at a path has been answered. */
  readonly done: (path: string) => void;
}

type Said = Pick<MeanwhileContext, 'words' | 'form' | 'written'>;

/** At a field: what somebody else has put there while one typed, and what one wants; or that one's own will replace it. */
export function meanwhileAt<V extends object>(context: MeanwhileContext<V>, path: string): TemplateResult | typeof nothing {
  const { edited } = context;
  if (changedUnder(edited).includes(path)) return question(context, path);
  const over = edited.draft.base[path];
  if (over?.replaces === undefined || !isDirty(edited, path)) return nothing;
  return html`<p class="help replaces">${fill(context.words.meanwhile.replaces, { value: valueText(context, path, over.value) })}</p>`;
}

/** The questions at these paths, each under the name of its field: for what the form does not show. */
export function meanwhileElsewhere<V extends object>(
  context: MeanwhileContext<V>,
  paths: readonly string[],
): TemplateResult | typeof nothing {
  if (paths.length === 0) return nothing;
  return html`${paths.map(
    path =>
      html`<div class="field wide"><span class="label">${describePathName(context.form.texts, path)}</span>${question(context, path)}</div>`,
  )}`;
}

/** Changes from elsewhere that none of the shown fields can ask about: of a field that is left out, a removed row, a hidden column. */
export function unshownChanges<V extends object>(
  edited: Edited<V>,
  groups: readonly FormGroup[],
  belongs: (field: string) => boolean = () => true,
): readonly string[] {
  const changed = changedUnder(edited).filter(path => belongs(fieldOfPath(path)));
  if (changed.length === 0) return [];
  const shown = new Map(groups.flatMap(group => group.fields).map(field => [field.id, field]));
  return changed.filter(path => {
    const [id = '', row, column] = path.split('/');
    const field = shown.get(id);
    if (row === undefined || !field) return !field;
    const found = valueAt(shownValues(edited), `${id}/${row}`);
    if (column === undefined) return found === null;
    const isShownRow = found !== null || (field.rows?.includes(row) ?? false);
    return !isShownRow || !askedColumns(field, (found ?? { id: row }) as { readonly id: string }).includes(column);
  });
}

function question<V extends object>(context: MeanwhileContext<V>, path: string): TemplateResult {
  const { words, form, edited, written, change, done } = context;
  const entry = lastWrite(written, path, edited.draft.base[path]?.heads);
  const theirs = valueAt(edited.saved, path);
  const name = describePathName(form.texts, path);
  const said = fill(theirs === null ? words.meanwhile.cleared : words.meanwhile.changed, whoAndWhen(words, entry));
  const button = (key: 'mine' | 'theirs' | 'both', update: (latest: Edited<V>) => Edited<V>): TemplateResult =>
    html`<vscode-button appearance="secondary" data-answer=${key} aria-label=${`${words.meanwhile[key]}: ${name}`} @click=${() => {
      change(update);
      done(path);
    }}>${words.meanwhile[key]}</vscode-button>`;
  return html`<div class="ask" role="group" tabindex="-1" data-ask=${path} aria-label=${labelled(name, said)}>
    <p class="asked" role="alert"><span class="codicon codicon-git-merge" aria-hidden="true"></span> ${said}</p>
    ${theirs === null ? nothing : html`<p class="theirs">${valueText(context, path, theirs)}</p>`}
    <div class="buttons">
      ${button('mine', latest => keepMine(latest, path, entry?.id))}
      ${button('theirs', latest => takeTheirs(latest, path))}
      ${canJoin(edited, path) && theirs !== null ? button('both', latest => joinBoth(latest, path)) : nothing}
    </div>
  </div>`;
}

function whoAndWhen(words: Words, entry: ReturnType<typeof lastWrite>): { readonly who: string; readonly age: string } {
  return entry ? { who: entry.by.name, age: describeAge(words, entry.at, now()) } : { who: words.meanwhile.somebody, age: '' };
}

function valueText({ words, form }: Said, path: string, value: unknown): string {
  const text = describePathValue(form, path, value, formatTime);
  return text === '' ? words.meanwhile.nothing : text;
}

/** What stands at these paths. */
export function shownOver({ saved, heads }: Pick<Edited, 'saved' | 'heads'>, paths: readonly string[]): Over {
  return Object.fromEntries(paths.map(path => [path, { value: valueAt(saved, path), heads: [...heads] }]));
}

/** What stands there now, where that is not what stood there before: to be replaced knowingly. */
export function knowingly(written: Written, current: Over, before: Over): Over {
  return Object.fromEntries(
    Object.entries(current).map(([path, over]) => {
      const entry = JSON.stringify(over.value) === JSON.stringify(before[path]?.value) ? undefined : lastWrite(written, path)?.id;
      return [path, { ...over, ...(entry !== undefined && { replaces: entry }) }];
    }),
  );
}

/** In one line what others have put at these paths since. */
export function changedSince(context: Said, paths: readonly string[], before: Over): string {
  const { words, form, written } = context;
  const parts = paths
    .filter(path => JSON.stringify(valueAt(written.values, path)) !== JSON.stringify(before[path]?.value))
    .map(path => {
      const value = valueText(context, path, valueAt(written.values, path));
      const said = fill(words.meanwhile.since, { value, ...whoAndWhen(words, lastWrite(written, path)) });
      return labelled(describePathName(form.texts, path), said);
    });
  return [...parts, words.meanwhile.again].join(' ');
}
