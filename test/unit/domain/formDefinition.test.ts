import assert from 'node:assert/strict';
import { problem } from '../../../src/domain/problem/definition';
import type { problemForm } from '../../../src/domain/problem/form';
import type { procedureForm } from '../../../src/domain/procedure/form';
import type { FormRecord } from '../../../src/domain/record/formRecord';
import type { RecordFacts } from '../../../src/domain/record/facts';

type Of<G extends typeof problemForm | typeof procedureForm, S extends string> = FormRecord<'x', 'X', G, S, RecordFacts, never>;
type OfProblem = Of<typeof problemForm, string>;
type OfProcedure = Of<typeof procedureForm, string>;

describe('the definition of a kind that is one form', () => {
  it('names fields and options of that form alone: all else does not compile', () => {
    const offers: readonly OfProblem['offers'][] = [
      { makesKnownError: { state: 'solved' } },
      // @ts-expect-error: no field is called so
      { makesKnownError: { stat: 'solved' } },
      // @ts-expect-error: nor one of its options
      { makesKnownError: { state: 'solvd' } },
    ];
    const releases: readonly Required<NonNullable<OfProblem['release']>>['along'][] = [
      () => ({ state: 'solved' }),
      // @ts-expect-error: no field is called so
      () => ({ stat: 'solved' }),
      // @ts-expect-error: nor one of its options
      () => ({ state: 'solvd' }),
    ];
    assert.ok([offers, releases]);
  });

  it('says where a record stands by a choice of one', () => {
    const right: Of<typeof problemForm, 'state'>['stateField'] = 'state';
    // @ts-expect-error: a line can say anything
    const wrong: Of<typeof problemForm, 'title'>['stateField'] = 'title';
    assert.deepEqual([problem.stateField, wrong], [right, 'title']);
  });

  it('can be a failure only where it is compared, and become a known error only where its cause can be told', () => {
    // @ts-expect-error: by what it is compared is not said
    const compared: OfProblem['compared'] = { isFailure: true };
    // @ts-expect-error: a procedure has no cause
    const offers: OfProcedure['offers'] = { makesKnownError: {} };
    assert.ok([compared, offers]);
  });
});
