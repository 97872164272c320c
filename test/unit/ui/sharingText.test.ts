import assert from 'node:assert/strict';
import { english } from '../../../src/words/english';
import type { SharedBranch } from '../../../src/app/sharing/sharedBranch';
import type { Audience } from '../../../src/sync/layout';
import { person, testId } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('what is said of sharing', () => {
  withoutEditor(english);

  it('who stops is told how much the others do not have, and that it stays here', async () => {
    const { stopText } = await import('../../../src/ui/sharing/sharingText');
    assert.match(stopText([testId]), /not sent\.\n\n1 record is newer here than the others have it\. It stays here/);
    assert.match(stopText([testId, 'INC-222222']), /2 records are newer here .* stay here/);
    assert.doesNotMatch(stopText([]), /newer here/);
    assert.doesNotMatch(stopText(undefined), /newer here/);
  });

  it('who hands over what stays here is told so, and the way there, without being stopped', async () => {
    const { tellHandedAway } = await import('../../../src/ui/sharing/handedAwayNotice');
    const said: unknown[][] = [];
    answerAsEditor({
      showInformationMessage: (...told: unknown[]) => {
        said.push(told);
        return Promise.resolve(undefined);
      },
    });
    await tellHandedAway({ entry: () => undefined }, [testId], 'Max');
    const [[text, way] = []] = said;
    assert.match(String(text), /^INC-7K3QF2 is handed to Max, but stays on this machine for its label .* Max does not get it\. /);
    assert.equal(way, english.sharing.ways.shareRestricted);
  });

  it('who has joined is told how many records are shared with those there, not how many are here', async () => {
    const { joinedText } = await import('../../../src/ui/sharing/sharingText');
    const branch = (audience: Audience): Pick<SharedBranch, 'state' | 'outlook'> => ({
      state: {
        sharing: { address: 'ssh://somewhere/incidents', branch: 'b', store: testId, epoch: 1, audience },
        stage: undefined,
        syncedAt: undefined,
        last: undefined,
        unsent: [],
      },
      outlook: () => ({ shared: 1, kept: [testId] }),
    });
    assert.match(
      joinedText(branch('all'), person('administrator', 'Ada')),
      /^1 record is shared here now\. You record as Ada \(administrator\)/,
    );
    assert.match(joinedText(branch('fewer'), person('administrator', 'Ada')), /^1 restricted record is shared with fewer readers here now/);
  });

  it('a record that is not here may be on its way, or stay elsewhere for its label', async () => {
    const { faultText } = await import('../../../src/ui/editor/faultText');
    const text = faultText(testId, { code: 'notFound', id: testId });
    for (const told of [testId, 'is not in this store', 'shared', 'RED', 'AMBER+STRICT', 'not have come yet'])
      assert.ok(text.includes(told), text);
  });
});
