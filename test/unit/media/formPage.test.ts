import { deepEqual, equal, match } from 'node:assert/strict';
import { nothing, type TemplateResult } from 'lit-html';
import type { FormPage } from '../../../media/form/formPage';
import type { RecordContext } from '../../../media/record/context';
import { definitions, fold, type FormRecordState } from '../../../src/domain/records';
import { emptyDraft } from '../../../src/protocol/draft';
import type { FormRequest } from '../../../src/protocol/requests';
import { incidentFields, type IncidentValues } from '../../../src/domain/incident/forms';
import { seal } from '../../../src/store/chain';
import { english } from '../../../src/words/english';
import { person, testId, testNow } from '../../support/incidents';
import { wholeMarkupOf } from '../../support/markup';
import { pageGlobals } from '../../support/pageGlobals';

describe('a page with a form', () => {
  let page: ReturnType<typeof pageGlobals>;
  beforeEach(() => {
    page = pageGlobals();
  });
  afterEach(() => {
    page.restore();
  });

  it('what is typed and no value yet is not saved, and it is said which; what is one counts as typed in', async () => {
    const module = await import('../../../media/form/formPage');
    class Page extends module.FormPage<IncidentValues, never> {
      id = (): typeof testId => testId;
      kind = (): 'incident' => 'incident';
      receive = (): void => undefined;
      written = (): undefined => undefined;
      content = (): never => nothing as never;
      /** False where it may not be saved yet, and what the page says then. */
      finished(typed: Readonly<Record<string, string>>): readonly [boolean, string | undefined] {
        this.edited = { ...this.edited, draft: { ...emptyDraft, typed } };
        [this.words, this.notice] = [english, undefined];
        return [this.isFinished(), (this.notice as FormPage<IncidentValues, never>['notice'])?.text];
      }
      protected override draw(): void {
        // There is nothing to draw on.
      }
    }
    const form = new Page(page.root, { fields: incidentFields, saved: {}, heads: [], draft: emptyDraft });
    const [isFinished, said] = form.finished({ detectedAt: 'yester' });
    equal(isFinished, false);
    match(said ?? '', new RegExp(english.kinds.incident.fields.detectedAt.label));
    deepEqual(form.finished({ detectedAt: '2026-11-22 08:00', components: 'Mail, Relay' }), [true, undefined]);
  });

  it('a row of a list of any kind of record says in short what it holds, in the words of its kind', async () => {
    const { FormRecordPage } = await import('../../../media/formRecord/page');
    class Page extends FormRecordPage {
      drawn(record: FormRecordState): string {
        const { fields } = definitions[record.kind];
        const edited = { fields, saved: record.values, heads: [], draft: emptyDraft };
        const shown = { record, may: ['maintain'] };
        const context = { words: english, shown, edited, values: record.values, openRows: new Set(), meanwhile: undefined };
        const form: TemplateResult = this.form(context as unknown as RecordContext<FormRecordState, FormRequest>);
        return wholeMarkupOf(form);
      }
    }
    const patch = { title: 'T', steps: { s1: { what: 'Look at the relay', expected: 'It answers' } } };
    const log = [seal({ type: 'record.captured', data: { record: 'PRC-000001', patch } }, [], testNow, person())];
    const markup = new Page(page.root).drawn(fold('PRC-000001', log));
    const { steps } = english.kinds.procedure.fields;
    match(markup, /class="rowSummary">Look at the relay</);
    match(markup, new RegExp(`class="rowSummary muted small">${steps.columns.expected.label}: It answers<`));
    match(markup, new RegExp(`aria-label=${steps.label}`));
  });
});
