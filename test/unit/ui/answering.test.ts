import assert from 'node:assert/strict';
import { refusalsFor } from '../../../src/app/permission';
import { success } from '../../../src/domain/foundation/result';
import { awaitsAcknowledgement } from '../../../src/domain/incident/attention';
import type { DueWhat } from '../../../src/domain/incident/due';
import type { DuePlace } from '../../../src/domain/incident/duePlace';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { Register } from '../../../src/domain/vocabulary/register';
import type { AnswerPorts } from '../../../src/ui/records/incidentAnswer';
import { english } from '../../../src/words/english';
import { benchAt, person, testId, testNow, type Bench } from '../../support/incidents';
import { answerAsEditor, withoutEditor } from '../../support/withoutEditor';

interface Shown {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
}

/** What the person saw and what came of it. */
interface Answered {
  readonly title: string | undefined;
  readonly shown: readonly Shown[];
  readonly said: readonly string[];
  readonly opened: readonly DuePlace[];
  readonly commands: readonly unknown[];
}

describe('answering something that is due', () => {
  withoutEditor(english);
  const labels = ({ title, shown }: Answered): unknown => [title, shown.map(({ label }) => label)];

  /** Answers as somebody in this role who picks `label` and types `typed` wherever something is asked. */
  async function answer(
    bench: Bench,
    what: DueWhat,
    role: Role,
    label: string,
    typed = '',
    { register, isRaised = false }: { readonly register?: Register; readonly isRaised?: boolean } = {},
  ): Promise<Answered> {
    const { answerDue } = await import('../../../src/ui/records/answering');
    const [said, opened, commands]: [string[], DuePlace[], unknown[]] = [[], [], []];
    let title: string | undefined;
    let shown: readonly Shown[] = [];
    answerAsEditor({
      showQuickPick: (items: readonly Shown[], options: { readonly title: string }) => {
        [title, shown] = [options.title, items];
        assert.match(options.title, /^INC-7K3QF2: /, 'who answers knows for which incident');
        return Promise.resolve(items.find(item => item.label === label));
      },
      showInputBox: (options: { readonly title: string }) => {
        assert.match(options.title, /^INC-7K3QF2: /, 'who answers knows for which incident');
        return Promise.resolve(typed);
      },
      showInformationMessage: (text: string) => {
        said.push(text);
        return Promise.resolve(undefined);
      },
      setStatusBarMessage: (text: string) => {
        said.push(text);
      },
    });
    const store = {
      load: () => Promise.resolve(success({ record: bench.incident })),
      execute: (_: string, command: unknown) => {
        commands.push(command);
        return Promise.resolve(success([]));
      },
    } as unknown as AnswerPorts['store'];
    const refusals = await refusalsFor({ meetPeople: () => Promise.resolve(), register: () => register }, person(role));
    const isWithdrawn = (id: string): Promise<boolean> => Promise.resolve(isRaised && id === testId);
    await answerDue({ store, name: 'Ada', refusals, isWithdrawn, open: (_, place) => void opened.push(place) }, testId, what);
    return { title, shown, said, opened, commands };
  }

  const asked = (): Bench =>
    benchAt('analyse')
      .save('analyse', {
        measures: {
          m1: {
            what: 'Replace the relay',
            type: 'final',
            component: 'Relay',
            weakensSafeguard: 'yes',
            safeguard: 'Firewall',
            needsOutage: 'yes',
            fallback: 'Put the old one back',
          },
        },
      })
      .do({ type: 'askRelease', measure: 'm1' });
  const release = { code: 'release', measure: 'm1', what: 'Replace the relay' } as const;

  it('a release shows what is released: kind, outage, safeguard, fallback, who asked and when; and says that it is', async () => {
    const { shown, said, commands } = await answer(asked(), release, 'itManager', 'Release it');
    assert.deepEqual(
      shown.map(({ label, description }) => [label, description]),
      [
        ['Release it', `Release asked for by Ada (administrator), ${testNow}`],
        ['Refuse…', ''],
        [`Open ${testId}`, ''],
      ],
    );
    assert.equal(shown[0]?.detail, 'Final solution · Relay · needs an outage · weakens Firewall · fallback: Put the old one back');
    assert.deepEqual([said, commands.length], [[`${testId}: released: Replace the relay`], 1]);
    const refused = await answer(asked(), release, 'itManager', 'Refuse…', 'Too risky');
    assert.deepEqual(refused.said, [`${testId}: refused: Replace the relay`]);
  });

  it('stays here where others have raised the label, and whoever answers is told', async () => {
    const { said } = await answer(asked(), release, 'itManager', 'Release it', '', { isRaised: true });
    assert.deepEqual(said, [`${testId}: released: Replace the relay`, `${testId}: ${english.page.withdrawn}`]);
  });

  it('what the measure does not say is said not to be', async () => {
    const bench = benchAt('analyse').save('analyse', { measures: { m1: { what: 'x', type: 'workaround' } } });
    const { shown } = await answer(bench.do({ type: 'askRelease', measure: 'm1' }), release, 'itManager', '');
    assert.equal(shown[0]?.detail, 'Workaround · outage not said · safeguard question not answered · no fallback');
  });

  it('is said to be another role’s where the own one has no answer, and its row is shown', async () => {
    const { shown, said, opened } = await answer(asked(), release, 'administrator', 'Release it');
    assert.deepEqual(
      [shown, said, opened],
      [
        [],
        ['Your role cannot answer “Release asked for: Replace the relay”. Who may release measures: IT manager.'],
        [{ step: 'analyse', path: 'measures/m1' }],
      ],
    );
    const target = await answer(asked(), { code: 'target' }, 'administrator', '');
    assert.deepEqual([target.said, target.opened], [[], [{ step: 'remedy', path: 'serviceState' }]]);
  });

  it('where a register of people says who holds the role, the setting alone offers nothing, and those are named who may', async () => {
    const tenures = [{ who: person('itManager', 'Max'), role: 'itManager', from: '2020-01-01T00:00:00.000Z' }] as const;
    const register = { since: tenures[0].from, tenures, refused: [] };
    const { shown, said } = await answer(asked(), release, 'itManager', 'Release it', '', { register });
    assert.deepEqual(shown, []);
    assert.match(said.join(), /you do not hold the role IT manager now, and who is to release measures must\. These may: Max\./);
    const held = { ...register, tenures: [{ ...tenures[0], who: person('itManager') }] };
    assert.equal((await answer(asked(), release, 'itManager', 'Release it', '', { register: held })).commands.length, 1);
  });

  it('“Open” leads to the step and the row', async () => {
    const { opened } = await answer(asked(), release, 'itManager', `Open ${testId}`);
    assert.deepEqual(opened, [{ step: 'analyse', path: 'measures/m1' }]);
  });

  it('an approval is confirmed, an incident signed off, and what was refused asked for again', async () => {
    const approved = benchAt('analyse')
      .save('analyse', { measures: { m1: { what: 'Replace the relay', type: 'final' } } })
      .do({ type: 'recordApproval', part: 'm1', onBehalf: { person: 'Grace', how: 'phone', reference: '' } });
    const confirmed = await answer(approved, { ...release, code: 'approval' }, 'itManager', 'Confirm it');
    assert.deepEqual(confirmed.said, [`${testId}: the approval is confirmed: Replace the relay`]);
    const signed = await answer(benchAt('complete'), { code: 'signOff' }, 'itManager', 'Sign it off');
    assert.deepEqual(signed.said, [`${testId} is signed off`]);
    const refused = asked().do({ type: 'refuseRelease', measure: 'm1', reason: 'Too risky' }, 'itManager', 'Eve');
    const again = await answer(refused, { ...release, code: 'refused' }, 'developer', 'Ask for it again');
    assert.equal(again.shown[0]?.description, `Release refused by Eve (IT manager), ${testNow}: Too risky`);
    assert.deepEqual(again.commands, [{ type: 'askRelease', measure: 'm1' }]);
  });

  it('a gap that was never accepted is not accepted for longer', async () => {
    const weakening = { what: 'x', type: 'workaround', weakensSafeguard: 'yes', safeguard: 'Firewall' };
    const bench = benchAt('analyse').save('analyse', { measures: { m1: weakening } });
    const gap = { code: 'gap', gap: 'm1', safeguard: 'Firewall' } as const;
    assert.deepEqual(labels(await answer(bench, gap, 'itManager', '')), [
      `${testId}: Gap that nobody has accepted: Firewall: what is to be done?`,
      ['Safeguard is back…', 'Accept the risk…', `Open ${testId}`],
    ]);
    bench.do({ type: 'acceptGap', gap: 'm1', until: '2026-12-01T00:00:00.000Z', reason: 'x' }, 'itManager');
    assert.deepEqual(labels(await answer(bench, gap, 'itManager', '')), [
      `${testId}: Accepted gap: Firewall: what is to be done?`,
      ['Safeguard is back…', 'Accept the risk for longer…', `Open ${testId}`],
    ]);
  });

  it('a hand-over that is missing is made from there, by who may', async () => {
    const bench = benchAt('analyse').save('qualify', { assessment: 'confirmed' });
    const what = { code: 'untold', party: 'securityManagement' } as const;
    assert.deepEqual(labels(await answer(bench, what, 'administrator', '')), [
      `${testId}: Not handed over: Security management: what is to be done?`,
      ['Hand it over…', `Open ${testId}`],
    ]);
    const shown = await answer(bench, what, 'securityOfficer', '');
    assert.deepEqual([shown.shown, shown.opened], [[], [{ step: 'qualify', path: 'handOvers' }]]);
  });

  it('only what waits for an acknowledgement that the role may record is offered for one', () => {
    const handOver = { id: 'h1', interface: 'cert', person: 'Dana', at: testNow, channel: 'Phone', passed: 'x' } as const;
    const facts = incidentFacts(benchAt('analyse').do({ type: 'handOver', handOver }).incident);
    assert.deepEqual(
      [awaitsAcknowledgement(facts, 'administrator', testNow), awaitsAcknowledgement(facts, 'securityOfficer', testNow)],
      [true, false],
    );
    assert.equal(
      awaitsAcknowledgement({ ...facts, handOvers: [{ id: 'h1', party: 'securityManagement', at: testNow }] }, 'securityOfficer', testNow),
      true,
    );
    assert.equal(awaitsAcknowledgement({ ...facts, handOvers: [] }, 'administrator', testNow), false);
  });
});
