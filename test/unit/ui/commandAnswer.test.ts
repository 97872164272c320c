import { deepEqual } from 'node:assert/strict';
import { failure, success, type Result } from '../../../src/domain/foundation/result';
import type { CommandFault } from '../../../src/store/fault';
import { testId } from '../../support/incidents';
import { secondLanguage } from '../../support/secondLanguage';
import { withoutEditor } from '../../support/withoutEditor';

describe('the answer to what a form asks of its record', () => {
  withoutEditor(secondLanguage);
  /** What the page gets, one after another, where the store says this. */
  const answered = async (outcome: Result<readonly [], CommandFault>): Promise<readonly unknown[]> => {
    const { commandAnswer } = await import('../../../src/ui/panel/commandAnswer');
    const got: unknown[] = [];
    const later = (what: string) => async () => {
      await new Promise(resolve => setImmediate(resolve));
      got.push(what);
    };
    const side = { sent: later('what was on its way'), sendState: later('the state') };
    const { ok, field, changed } = await commandAnswer(side, { execute: () => Promise.resolve(outcome) }, testId, { type: 'complete' });
    return [...got, [ok, field, changed]];
  };

  it('what was done comes behind the state that follows from it', async () => {
    deepEqual(await answered(success([])), ['what was on its way', [true, undefined, undefined]]);
  });

  it('what others have changed meanwhile comes before the answer that says so, and no state with any other refusal', async () => {
    const changed = [{ path: 'title', value: null }];
    deepEqual(await answered(failure({ code: 'changedMeanwhile', field: 'title', changed })), ['the state', [false, 'title', true]]);
    deepEqual(await answered(failure({ code: 'changedSinceSeen' })), ['the state', [false, undefined, undefined]]);
    deepEqual(await answered(failure({ code: 'readOnly' })), [[false, undefined, undefined]]);
  });
});
