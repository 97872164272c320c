import assert from 'node:assert/strict';
import { dueAnswer } from '../../../media/incident/dueAnswers';
import type { DueWhat } from '../../../src/domain/incident/due';
import type { Action } from '../../../src/domain/vocabulary/permissions';
import { incidentRequestSchema, type IncidentRequest } from '../../../src/protocol/requests';
import { english } from '../../../src/words/english';

/** What pressing the button of something due asks for; undefined where it has none. */
function asked(what: DueWhat, may: readonly Action[]): IncidentRequest | undefined {
  const requests: IncidentRequest[] = [];
  const ask = (request: IncidentRequest): void => {
    requests.push(request);
  };
  const part = dueAnswer({ words: english, ask, shown: { may: [...may] } }, what);
  const values: readonly unknown[] = typeof part === 'symbol' ? [] : part.values;
  values.find((value): value is () => void => typeof value === 'function')?.();
  return requests[0];
}

describe('the row of something due', () => {
  it('answers what is answered outside the form, by its name, for who may', () => {
    const followUp = { code: 'followUp', row: 'f1', what: 'Order a spare' } as const;
    const request = asked(followUp, ['fill:complete']);
    assert.deepEqual(request, { type: 'answerDue', due: { code: 'followUp', row: 'f1' } });
    assert.ok(incidentRequestSchema.safeParse(request).success);
    assert.equal(asked(followUp, ['release']), undefined);
    assert.equal(asked({ code: 'handOver', row: 'h1', party: 'cert' }, ['fill:complete', 'release']), undefined);
    assert.equal(asked({ code: 'observation' }, ['fill:complete', 'fill:monitor']), undefined);
  });
});
