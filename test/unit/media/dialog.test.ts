import assert from 'node:assert/strict';
import { dialog, type Answers, type Question } from '../../../media/form/dialog';
import { english } from '../../../src/words/english';

const questions: readonly Question[] = [
  { id: 'reason', kind: 'text', label: 'Reason' },
  { id: 'at', kind: 'time', label: 'When' },
  { id: 'reference', kind: 'line', label: 'Reference', optional: true },
];

/** What pressing OK does, and everything a dialog answered so draws. */
function pressed(answers: Answers, tried = false) {
  const done: string[] = [];
  const accept = (given: Answers): void => {
    done.push(`accepted ${given['reason'] ?? ''}`);
  };
  const miss = (question: string): void => {
    done.push(`missing ${question}`);
  };
  const ignore = (): void => undefined;
  const { values } = dialog(english, { title: 'Accept', questions, answers, accept, tried }, { change: ignore, close: ignore, miss });
  const [press] = values.filter((value): value is () => void => typeof value === 'function');
  press?.();
  return { done, drawn: JSON.stringify(values) };
}

describe('a dialog', () => {
  it('says when it is accepted which answer is missing, and is accepted without what is optional', () => {
    assert.deepEqual(pressed({}).done, ['missing reason']);
    assert.deepEqual(pressed({ reason: 'Why not', at: 'some day' }).done, ['missing at']);
    assert.deepEqual(pressed({ reason: 'Why not', at: 'now' }).done, ['accepted Why not']);
  });

  it('names what is missing only once it was accepted without', () => {
    assert.ok(!pressed({ reason: 'x' }).drawn.includes('Still to be answered'));
    assert.ok(pressed({}, true).drawn.includes('Still to be answered: Reason, When'));
  });
});
