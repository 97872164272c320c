import assert from 'node:assert/strict';
import { dialog, type Answers, type Question } from '../../../media/form/dialog';
import { offeredTo, peopleBelow } from '../../../media/form/personQuestion';
import type { KnownName } from '../../../src/domain/vocabulary/knownName';
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

describe('a question for a person', () => {
  const ada: KnownName = { name: 'Ada Lovelace', roles: ['itManager', 'developer'] };
  const people: readonly KnownName[] = [ada, ...['Ben', 'Cleo', 'Dana', 'Eve', 'Benedikt'].map(name => ({ name, roles: [] }))];
  const offered = (typed: string, proposed?: string): readonly string[] => offeredTo(people, typed, proposed).map(({ name }) => name);
  const first = ['Ada Lovelace', 'Ben', 'Cleo', 'Dana', 'Eve'];

  it('offers the first five while nothing is typed', () => {
    assert.deepEqual(offered(''), first);
    assert.deepEqual(offered('  '), first);
  });

  it('offers the others while what was proposed stands there', () => {
    assert.deepEqual(offered('Ben', 'Ben'), ['Ada Lovelace', 'Cleo', 'Dana', 'Eve', 'Benedikt']);
    assert.deepEqual(offered('Nobody known', 'Nobody known'), first);
  });

  it('offers who matches what is typed, whatever its case and wherever it stands in the name, and nobody for another name', () => {
    assert.deepEqual(offered('be'), ['Ben', 'Benedikt']);
    assert.deepEqual(offered('LOVE'), ['Ada Lovelace']);
    assert.deepEqual(offered('Zoe'), []);
  });

  it('offers nobody once one of them is named', () => {
    for (const typed of ['Ben', 'ben', ' ada  lovelace ']) assert.deepEqual(offered(typed, 'Cleo'), [], typed);
  });

  /** What is drawn for these people: its texts in one, and its buttons as what pressing each does. */
  function drawn(offering: readonly KnownName[], choose: (name: string) => void = () => undefined) {
    const texts: unknown[] = [];
    const presses: ((event: Pick<Event, 'currentTarget'>) => void)[] = [];
    const look = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(look);
      else if (typeof value === 'function') presses.push(value as (typeof presses)[number]);
      else if (typeof value === 'object' && value !== null && 'values' in value) look(value.values);
      else texts.push(value);
    };
    look(peopleBelow(english, 'Person', offering, choose));
    return { texts, presses };
  }

  it('names each with the roles in words, draws no unseen marks, and takes the name as it is, back in its field', () => {
    const done: string[] = [];
    const hostile = '\u202e<b>$(x)';
    const { texts, presses } = drawn([ada, { name: hostile, roles: [] }], name => {
      done.push(name);
    });
    assert.ok(texts.includes('Offered for Person'));
    assert.ok(texts.includes('IT manager, developer'));
    assert.ok(texts.includes('<b>$(x)'));
    const field = {
      focus: () => {
        done.push('focus');
      },
    };
    const button = { closest: () => ({ querySelector: () => field }) } as unknown as EventTarget;
    for (const press of presses) press({ currentTarget: button });
    assert.deepEqual(done, ['focus', 'Ada Lovelace', 'focus', hostile]);
    assert.deepEqual(drawn([]).presses, []);
  });

  it('stands in a dialog as one that must be answered', () => {
    const asked: readonly Question[] = [{ id: 'person', kind: 'person', label: 'Person', people }];
    const done: string[] = [];
    const { values } = dialog(
      english,
      { title: 'Assign', questions: asked, answers: {}, accept: () => done.push('accepted') },
      { change: () => undefined, close: () => undefined, miss: question => done.push(`missing ${question}`) },
    );
    values.find((value): value is () => void => typeof value === 'function')?.();
    assert.deepEqual(done, ['missing person']);
    assert.ok(JSON.stringify(values).includes('Offered for Person'));
  });
});
