import assert from 'node:assert/strict';
import { approvalDialog } from '../../../media/incident/approval';
import type { PageContext } from '../../../media/incident/context';
import { peopleIn } from '../../../media/incident/people';
import { workaroundDialog } from '../../../media/incident/measureDialogs';
import type { Answers, Question } from '../../../media/form/dialog';
import { english } from '../../../src/words/english';
import { person } from '../../support/incidents';
import { begun } from '../../support/people';

describe('the people that an incident’s dialogs offer', () => {
  const by = (name: string) => ({ by: person('administrator', name) });
  const shown = {
    userName: 'Ben',
    around: { register: begun().register() },
    record: { values: { assignee: 'Zoe', reporter: 'Front desk' }, timeline: [by('Old hand'), by('ada'), by('Newcomer')] },
  };
  const context = { words: english, shown, values: shown.record.values } as unknown as PageContext;
  const names = ({ questions }: { readonly questions: readonly Question[]; readonly answers: Answers }): readonly string[] =>
    questions.flatMap(question => (question.kind === 'person' ? question.people.map(({ name }) => name) : []));

  it('are those of the register, who has it, who has reported it, and who wrote into it, the last first', () => {
    const offered = ['Ada', 'Zoe', 'Front desk', 'Newcomer', 'Old hand'];
    assert.deepEqual(
      peopleIn(context.shown).map(({ name }) => name),
      offered,
    );
    assert.deepEqual(names(workaroundDialog(context)), offered);
    assert.deepEqual(names(approvalDialog(context, 'm1')), offered);
  });
});
