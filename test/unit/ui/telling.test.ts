import assert from 'node:assert/strict';
import { success } from '../../../src/domain/foundation/result';
import type { Party } from '../../../src/domain/incident/command';
import type { AnswerPorts } from '../../../src/ui/records/incidentAnswer';
import { english } from '../../../src/words/english';
import { benchAt, testId } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('telling another party of an incident', () => {
  withoutEditor(english);

  /** Why it is asked first whether the party may be told; undefined where it is not. Nobody goes on from there. */
  async function askedFor(tlp: 'GREEN' | 'AMBER+STRICT' | 'RED', party: Party, isRaised = false): Promise<string | undefined> {
    const { tellParty } = await import('../../../src/ui/records/telling');
    let why: string | undefined;
    answerAsEditor({
      showWarningMessage: (_: string, { detail }: { readonly detail: string }, ...buttons: readonly string[]) => {
        if (buttons.includes(english.tell.goOnWithout)) return Promise.resolve(english.tell.goOnWithout);
        why = detail;
        return Promise.resolve(undefined);
      },
      showQuickPick: () => Promise.resolve(undefined),
    });
    const { incident } = benchAt('qualify').save('detect', { tlp });
    const store = { load: () => Promise.resolve(success({ record: incident })), entriesOf: () => [] } as unknown as AnswerPorts['store'];
    await tellParty({ store, isWithdrawn: id => Promise.resolve(isRaised && id === testId) }, testId, party);
    return why;
  }

  it('asks first where its label does not cover them', async () => {
    assert.equal(await askedFor('GREEN', 'authority'), undefined);
    assert.equal(await askedFor('RED', 'securityManagement'), english.tell.tlpRed);
    assert.equal(await askedFor('AMBER+STRICT', 'authority'), english.tell.tlpStrict);
    assert.equal(await askedFor('AMBER+STRICT', 'securityManagement'), undefined);
  });

  it('asks first where others have raised its label, of which nothing here tells', async () => {
    assert.equal(await askedFor('GREEN', 'authority', true), english.page.withdrawn);
    assert.equal(await askedFor('AMBER+STRICT', 'securityManagement', true), english.page.withdrawn);
  });
});
