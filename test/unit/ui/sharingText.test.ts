import assert from 'node:assert/strict';
import { english } from '../../../src/words/english';
import type { SharedBranch, SharingState } from '../../../src/app/sharing/sharedBranch';
import type { SharedStore } from '../../../src/app/sharing/sharedStore';
import type { RecordId } from '../../../src/domain/records';
import type { Store } from '../../../src/store/store';
import type { Audience } from '../../../src/sync/layout';
import { failure, success } from '../../../src/domain/foundation/result';
import { defaultBranches, type Sharing } from '../../../src/sync/sharing';
import type { LeftOut, Synced } from '../../../src/sync/syncFault';
import type { WindowSharing } from '../../../src/ui/sharing/windowSharing';
import type { Workspace } from '../../../src/ui/workspace/workspace';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { waitingIn } from '../../../src/app/sharing/ways';
import { person, testId } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

describe('what is said of sharing', () => {
  withoutEditor(english);
  /** What a person is warned of from now on. */
  const warnings = (): string[] => {
    const said: string[] = [];
    answerAsEditor({
      withProgress: (_: unknown, task: (...values: unknown[]) => unknown) =>
        task({}, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
      setStatusBarMessage: () => undefined,
      showWarningMessage: (text: string) => {
        said.push(text);
        return Promise.resolve(undefined);
      },
    });
    return said;
  };
  const stateOf = (audience: Audience, more: Partial<SharingState> = {}): SharingState => ({
    sharing: { address: 'ssh://somewhere/incidents', branch: defaultBranches[audience], store: '0'.repeat(32), epoch: 1, audience },
    stage: undefined,
    syncedAt: '2026-11-22T08:00:00.000Z',
    last: undefined,
    found: undefined,
    unsent: [],
    ...more,
  });

  it('who stops is told how much the others do not have, and that it stays here', async () => {
    const { stopText } = await import('../../../src/ui/sharing/sharingText');
    assert.match(stopText([testId]), /not sent\.\n\n1 record is newer here than the others have it\. It stays here/);
    assert.match(stopText([testId, 'INC-222222']), /2 records are newer here .* stay here/);
    assert.doesNotMatch(stopText([]), /newer here/);
    assert.doesNotMatch(stopText(undefined), /newer here/);
  });

  it('what does not go to all is for fewer readers: true also of what somebody else has raised, which is not marked so here', async () => {
    const { mayShare } = await import('../../../src/ui/sharing/sharingQuestions');
    const place = { address: 'ssh://somewhere/incidents', branch: 'b', isOfRepository: false };
    const asked = async (fewer: boolean, kept: readonly RecordId[]): Promise<string> => {
      let text = '';
      answerAsEditor({
        showWarningMessage: (_: string, { detail }: { readonly detail: string }) => {
          text = detail.split('\n\n').at(-1) ?? '';
          return Promise.resolve(undefined);
        },
      });
      const of = (audience: Audience) => ({
        state: { sharing: audience === 'fewer' && fewer ? place : undefined },
        count: () => Promise.resolve(),
        outlook: () => ({ shared: 3, kept }),
      });
      const [shared, store]: [unknown, unknown] = [{ of }, { entry: () => undefined }];
      await mayShare(shared as SharedStore, store as Store, 'all', place);
      return text;
    };
    assert.deepEqual(
      [await asked(false, [testId]), await asked(true, [testId, 'PRB-222222'])],
      [
        '1 record is for fewer readers (RED, AMBER+STRICT) and stays on this machine: INC-7K3QF2',
        '2 records are for fewer readers alone (RED, AMBER+STRICT): INC-7K3QF2, PRB-222222',
      ],
    );
    const { keptHere, keptTitle } = english.sharing;
    for (const said of [keptHere.one, keptHere.other, keptTitle]) assert.match(said, /for fewer readers/i);
  });

  it('who shares where nothing is recorded yet is asked about what will be', async () => {
    const { mayShare } = await import('../../../src/ui/sharing/sharingQuestions');
    const place = { address: 'ssh://somewhere/incidents', branch: 'b', isOfRepository: false };
    const asked: string[] = [];
    answerAsEditor({
      showWarningMessage: (text: string) => {
        asked.push(text);
        return Promise.resolve(undefined);
      },
    });
    for (const shared of [0, 2]) {
      const of: unknown = { state: {}, count: () => Promise.resolve(), outlook: () => ({ shared, kept: [] }) };
      await mayShare({ of: () => of } as unknown as SharedStore, {} as unknown as Store, 'all', place);
    }
    assert.deepEqual(asked, [
      'Share what is recorded from now on over ssh://somewhere/incidents?',
      'Share 2 records over ssh://somewhere/incidents?',
    ]);
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

  it('what could not be taken or sent is counted once for each record, and is nothing that waits to be sent', async () => {
    const { sharingText } = await import('../../../src/ui/sharing/sharingText');
    const altered: LeftOut = { id: testId, where: 'there', why: { code: 'syntax', line: 1, detail: '' } };
    const text = sharingText(stateOf('all', { unsent: [testId], found: { kept: [], leftOut: [altered, altered] } }));
    assert.match(text, /^Shared over \S+; last looked at .* · 1 record could not be taken or sent$/);
    const lacking: LeftOut = { id: testId, where: 'here', why: { code: 'contentGone' } };
    const withoutEvidence = sharingText(stateOf('all', { unsent: [testId], found: { kept: [], leftOut: [lacking] } }));
    assert.match(withoutEvidence, /1 record is not sent yet · 1 record could not be/);
  });

  it('an old branch that still holds the history is named as long as it stands', async () => {
    const { sharingText } = await import('../../../src/ui/sharing/sharingText');
    const { sharing } = stateOf('all');
    assert.ok(sharing);
    const textOf = (more: Partial<Sharing>): string => sharingText(stateOf('all', { sharing: { ...sharing, epoch: 4, ...more } }));
    assert.match(textOf({ endsLast: true }), / · the old branch faultline\/store-3 still holds the history$/);
    assert.match(textOf({ endsLast: true, endsEpoch: 1 }), / · the old branch faultline\/store still holds the history$/);
    assert.doesNotMatch(textOf({ endsLast: false }), /still holds/);
  });

  it('who asks for a sync is told each time that the old branch still stands, and why', async () => {
    const { FollowedSyncs } = await import('../../../src/ui/sharing/followedSyncs');
    const said = warnings();
    const { sharing } = stateOf('all');
    const branch = { state: stateOf('all', { sharing: sharing && { ...sharing, epoch: 2, endsLast: true } }) } as unknown as SharedBranch;
    const window = { onDidChange: () => ({ dispose: () => undefined }) } as unknown as WindowSharing;
    const syncs = new FollowedSyncs({} as unknown as Workspace, window, assert.ifError);
    const synced: Synced = { taken: [], sent: [], kept: [], withdrew: [], leftOut: [], wentBack: false, otherRegister: false };
    const saidOf = {
      refused: /does not let .* faultline\/store still holds/,
      unreadable: /cannot be read here, .* faultline\/store still holds/,
      notAll: /not all .* faultline\/store stays/,
    };
    for (const keepsHistory of ['refused', 'unreadable', 'notAll'] as const) {
      await syncs.one(branch, () => Promise.resolve(success({ ...synced, keepsHistory })));
      assert.equal(said.length, 1);
      assert.match(said.pop() ?? '', saidOf[keepsHistory]);
    }
  });

  it('the branch in use is named once it is not the one that goes without saying, and where it is what is wrong', async () => {
    const { sharingText } = await import('../../../src/ui/sharing/sharingText');
    const { sharing } = stateOf('all');
    assert.ok(sharing);
    const textOf = (more: Partial<Sharing>, code?: 'branchGone' | 'notOurs' | 'otherStore'): string =>
      sharingText(stateOf('all', { sharing: { ...sharing, ...more }, ...(code && { last: failure({ code }) }) }));
    assert.match(textOf({}), /^Shared over ssh:\/\/somewhere\/incidents; last/);
    assert.match(textOf({ epoch: 2 }), /incidents, branch faultline\/store-2; last/);
    assert.match(textOf({ branch: 'ours' }), /incidents, branch ours; last/);
    for (const code of ['branchGone', 'notOurs', 'otherStore'] as const)
      assert.match(textOf({ epoch: 2 }, code), /^The branch faultline\/store-2 (?:is gone|carries)/);
  });

  it('what is wrong with a remote names its address, and whether it is that of the fewer readers', async () => {
    const { sharingText } = await import('../../../src/ui/sharing/sharingText');
    const { FollowedSyncs } = await import('../../../src/ui/sharing/followedSyncs');
    const window = { onDidChange: () => ({ dispose: () => undefined }) } as unknown as WindowSharing;
    for (const code of ['offline', 'signIn', 'noRemote', 'noRight'] as const)
      for (const audience of ['all', 'fewer'] as const) {
        const said = warnings();
        const fault = failure({ code, message: '' });
        const state = stateOf(audience, { last: fault });
        const branch = { state } as unknown as SharedBranch;
        await new FollowedSyncs({} as unknown as Workspace, window, assert.ifError).one(branch, () => Promise.resolve(fault));
        for (const text of [sharingText(state), said[0] ?? '']) {
          assert.match(text, /ssh:\/\/somewhere\/incidents/, code);
          assert.equal(text.startsWith('Restricted incidents: '), audience === 'fewer', text);
        }
      }
  });

  it('what does not verify on the remote can be replaced there by the record here, on a word that says what is lost', async () => {
    const { FollowedSyncs } = await import('../../../src/ui/sharing/followedSyncs');
    const replaced: unknown[] = [];
    const shown: unknown[][] = [];
    let asked: unknown[] = [];
    answerAsEditor({
      withProgress: (_: unknown, task: (...values: unknown[]) => unknown) =>
        task({}, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
      setStatusBarMessage: () => undefined,
      showQuickPick: (items: readonly { readonly label: string }[]) => {
        shown.push(items.map(({ label }) => label));
        return Promise.resolve(items.at(-1));
      },
      showWarningMessage: (...told: unknown[]) => {
        asked = told;
        return Promise.resolve(english.sharing.replaceNow);
      },
    });
    const altered: LeftOut = { id: testId, where: 'there', why: { code: 'syntax', line: 1, detail: '' } };
    const branch = {
      state: stateOf('all', { found: { kept: [], leftOut: [altered] } }),
      canReplace: () => Promise.resolve(true),
      replace: (ids: unknown) => {
        replaced.push(ids);
        return Promise.resolve(undefined);
      },
    };
    const window = { shared: { shared: [branch] }, onDidChange: () => ({ dispose: () => undefined }) } as unknown as WindowSharing;
    const rolesOf = (role: Role): Workspace =>
      ({
        requireStore: () => ({ entry: () => undefined, register: () => undefined, meetPeople: () => Promise.resolve() }),
        actor: () => Promise.resolve(person(role)),
      }) as unknown as Workspace;
    await new FollowedSyncs(rolesOf('developer'), window, assert.ifError).showLeftOut([altered]);
    assert.deepEqual(shown, [[testId], [english.sharing.openHere, english.sharing.replace]]);
    assert.match(JSON.stringify(asked), /INC-7K3QF2 as it is here.*what no machine has, is lost/);
    assert.deepEqual(replaced, [[testId]]);
    // Who may not record is not asked: it is opened.
    const opened: unknown[] = [];
    Object.assign((await import('vscode')).commands, {
      executeCommand: (...values: unknown[]) => {
        opened.push(values[1]);
        return Promise.resolve();
      },
    });
    await new FollowedSyncs(rolesOf('securityOfficer'), window, assert.ifError).showLeftOut([altered]);
    assert.deepEqual([opened, replaced.length], [[{ id: testId }], 1]);
  });

  it('of syncs that go by themselves each record that could not be taken or sent is told once for each reason, and not beside what a person is told who asked', async () => {
    const { FollowedSyncs } = await import('../../../src/ui/sharing/followedSyncs');
    const said = warnings();
    let changed: (shared: unknown) => void = () => undefined;
    const window = {
      onDidChange: (listener: typeof changed) => {
        changed = listener;
        return { dispose: () => undefined };
      },
    } as unknown as WindowSharing;
    const syncs = new FollowedSyncs({} as unknown as Workspace, window, assert.ifError);
    const altered = (line: number): LeftOut => ({ id: testId, where: 'there', why: { code: 'syntax', line, detail: '' } });
    const news = (...leftOut: readonly LeftOut[]): number => {
      changed({ leftOut });
      return said.splice(0).length;
    };
    assert.deepEqual([news(altered(1)), news(altered(1)), news(altered(2), altered(1)), news()], [1, 0, 1, 0]);
    // Asked for, it is told each time, and once, also where nothing could be sent.
    const asked = async (leftOut: readonly LeftOut[], isSent: boolean): Promise<readonly string[]> => {
      const branch = { state: stateOf('all', { found: { kept: [], leftOut } }) } as unknown as SharedBranch;
      await syncs.one(branch, () => {
        changed({ leftOut });
        const synced: Synced = { taken: [], sent: [], kept: [], withdrew: [], leftOut, wentBack: false, otherRegister: false };
        return Promise.resolve(isSent ? success(synced) : failure({ code: 'noRight', message: '' } as const));
      });
      changed({ leftOut });
      return said.splice(0).filter(text => text.includes('could not be taken'));
    };
    for (const isSent of [true, true, false]) assert.equal((await asked([altered(2)], isSent)).length, Number(isSent));
    assert.deepEqual(await asked([altered(3)], false), ['1 record could not be taken or sent.']);
  });

  it('the status bar counts what is left out, calmly, and not among what is not sent', async () => {
    const { SharingStatus } = await import('../../../src/ui/sharing/sharingStatus');
    const item = { text: '', tooltip: '', backgroundColor: undefined as unknown, show: () => undefined, hide: () => undefined };
    answerAsEditor({ createStatusBarItem: () => item });
    Object.assign((await import('vscode')).commands, { executeCommand: () => Promise.resolve() });
    const altered: LeftOut = { id: testId, where: 'there', why: { code: 'syntax', line: 1, detail: '' } };
    const state = stateOf('all', { unsent: [testId, 'INC-222222'], found: { kept: [], leftOut: [altered] } });
    const branch = { state };
    const shared = { state, shared: [branch], of: () => branch, waiting: waitingIn(state), leftOut: [altered] };
    const window = { shared, onDidChange: () => ({ dispose: () => undefined }) } as unknown as WindowSharing;
    new SharingStatus(window);
    assert.equal(item.text, '$(sync) Shared · 1 not sent · 1 left out');
    assert.match(item.tooltip, /1 record is not sent yet · 1 record could not be taken or sent$/);
    assert.equal(item.backgroundColor, undefined);
  });

  it('who has joined is told how many records are shared with those there, not how many are here', async () => {
    const { joinedText } = await import('../../../src/ui/sharing/sharingText');
    const branch = (audience: Audience): Pick<SharedBranch, 'state' | 'outlook'> => ({
      state: stateOf(audience),
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
