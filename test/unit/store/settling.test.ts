import assert from 'node:assert/strict';
import path from 'node:path';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { Incident, IncidentId } from '../../../src/domain/incident/incident';
import type { Role } from '../../../src/domain/vocabulary/actor';
import type { RecordEvent } from '../../../src/domain/record/event';
import type { CommandFault } from '../../../src/store/fault';
import type { Store } from '../../../src/store/store';
import { describeConflicts, type DescribedConflict } from '../../../src/words/describeConflict';
import { english } from '../../../src/words/english';
import { describeEvent } from '../../../src/words/describeEvent';
import { describeFallsAtOnce } from '../../../src/words/standing';
import { temporaryFolder } from '../../support/folders';
import { context, passingCommands, person } from '../../support/incidents';
import { openStore } from '../../support/stores';

const folder = temporaryFolder();

/** Two people on two machines, who have the same incident and meet from time to time. */
class Two {
  constructor(
    readonly id: IncidentId,
    readonly ada: Store,
    readonly ben: Store,
  ) {}

  static async make(): Promise<Two> {
    const open = (name: string): Store => {
      const store = openStore(path.join(folder.path, name, '.faultline'), {
        actor: () => Promise.resolve(person('administrator', name)),
        settings: () => context({ releaseRule: 'never' }),
      });
      store.dispose();
      return store;
    };
    const [ada, ben] = [open('Ada'), open('Ben')];
    const created = await ada.create('incident', { title: 'A' });
    assert.ok(created.ok);
    const two = new Two(created.value, ada, ben);
    await two.meet();
    return two;
  }

  async do(who: 'ada' | 'ben', command: IncidentCommand): Promise<readonly RecordEvent[]> {
    const outcome = await this[who].execute(this.id, command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value;
  }

  async refused(who: 'ada' | 'ben', command: IncidentCommand): Promise<CommandFault['code'] | undefined> {
    const outcome = await this[who].execute(this.id, command);
    return outcome.ok ? undefined : outcome.error.code;
  }

  /** Each does something without knowing of the other, and then they meet. */
  async atOnce(ada: readonly IncidentCommand[], ben: readonly IncidentCommand[]): Promise<Incident> {
    for (const command of ada) await this.do('ada', command);
    for (const command of ben) await this.do('ben', command);
    return this.meet();
  }

  /** Each takes what the other has; both have the same then. */
  async meet(): Promise<Incident> {
    for (const [from, to] of [
      [this.ada, this.ben],
      [this.ben, this.ada],
    ] as const) {
      const loaded = await from.load(this.id);
      if (!loaded.ok) continue;
      assert.ok((await to.merge(this.id, loaded.value.record.timeline)).ok);
    }
    const [mine, theirs] = [await this.incident('ada'), await this.incident('ben')];
    assert.deepEqual(mine, theirs);
    return mine;
  }

  async incident(who: 'ada' | 'ben'): Promise<Incident> {
    const loaded = await this[who].load(this.id);
    assert.ok(loaded.ok);
    return loaded.value.record;
  }

  /** Takes the value of this number, the one in force first. */
  settle({ path: at, sides }: DescribedConflict, choice: number): IncidentCommand {
    return { type: 'settle', path: at, wanted: sides[choice]?.entry ?? '', shown: sides.map(({ entry }) => entry) };
  }
}

const at = (instant: string): string => instant.slice(0, 4);

function told(incident: Incident): readonly DescribedConflict[] {
  return describeConflicts(english, incident, at);
}

/** What is told of one conflict: its name and each value, without the time. */
function shown(incident: Incident): readonly (readonly string[])[] {
  return told(incident).map(({ name, sides }) => [name, ...sides.map(({ text }) => text.replace(/, \d{4}$/, ''))]);
}

const save = (patch: Record<string, unknown>, step: 'detect' | 'qualify' | 'analyse' = 'detect'): IncidentCommand => ({
  type: 'save',
  step,
  patch,
});

async function atAnalyse(): Promise<Two> {
  const two = await Two.make();
  for (const step of ['detect', 'qualify'] as const) for (const command of passingCommands(step)) await two.do('ada', command);
  await two.meet();
  return two;
}

describe('what two wrote at once', () => {
  it('a field: both values are told, by whom, and in the lists; who settles it ends it on both machines, and the entry says what it replaced', async () => {
    const two = await Two.make();
    let incident = await two.atOnce([save({ symptoms: 'Slow' })], [save({ symptoms: 'Dead' })]);
    assert.deepEqual(shown(incident), [['Symptoms', '“Dead” counts for now: Ben (administrator)', '“Slow”: Ada (administrator)']]);
    assert.deepEqual(incidentFacts(incident).conflicts, ['symptoms']);
    const [conflict = assert.fail()] = told(incident);
    assert.deepEqual(
      conflict.sides.map(({ choice }) => choice),
      ['Keep “Dead”', 'Take “Slow”'],
    );
    const [entry = assert.fail()] = await two.do('ada', two.settle(conflict, 1));
    assert.equal(entry.type, 'record.updated');
    incident = await two.meet();
    assert.deepEqual([incident.values.symptoms, incident.conflicts, incidentFacts(incident).conflicts], ['Slow', [], undefined]);
    assert.match(describeEvent(english, incident, entry, at).details.join(), /replaced “Dead” by Ben/);
  });

  it('keeping the value in force settles it, too, and takes nothing back', async () => {
    const two = await Two.make();
    const [conflict = assert.fail()] = told(await two.atOnce([save({ symptoms: 'Slow' })], [save({ symptoms: 'Dead' })]));
    const [entry = assert.fail()] = await two.do('ben', two.settle(conflict, 0));
    const incident = await two.meet();
    assert.deepEqual([incident.values.symptoms, incident.conflicts], ['Dead', []]);
    assert.match(describeEvent(english, incident, entry, at).details.join(), /replaced “Slow” by Ada/);
  });

  it('two who settle at once with the same value have settled it; with different ones there is a conflict again', async () => {
    for (const [choice, left] of [
      [1, []],
      [0, ['Slow', 'Dead']],
    ] as const) {
      const two = await Two.make();
      const [conflict = assert.fail()] = told(await two.atOnce([save({ symptoms: 'Slow' })], [save({ symptoms: 'Dead' })]));
      const incident = await two.atOnce([two.settle(conflict, choice)], [two.settle(conflict, 1)]);
      assert.deepEqual(
        incident.conflicts.flatMap(({ value, otherValue }) => [value, otherValue]),
        left,
      );
    }
  });

  it('what was shown must still be what there is: a conflict that is settled or grew meanwhile is not settled unseen', async () => {
    const two = await Two.make();
    const [conflict = assert.fail()] = told(await two.atOnce([save({ symptoms: 'Slow' })], [save({ symptoms: 'Dead' })]));
    const command = two.settle(conflict, 0);
    assert.equal(await two.refused('ada', { ...command, wanted: '0'.repeat(64) } as IncidentCommand), 'changedSinceSeen');
    await two.do('ada', command);
    assert.equal(await two.refused('ada', command), 'changedSinceSeen');
  });

  it('nor is a priority, a step or a review', async () => {
    const two = await atAnalyse();
    const review = (title: string): IncidentCommand => ({
      type: 'review',
      source: 'problem',
      outcome: 'matches',
      match: { id: 'PRB-000001', title },
      candidates: [{ id: 'PRB-000001', title, reasons: [] }],
    });
    await two.do('ada', save({ impact: '3', urgency: '3' }, 'qualify'));
    await two.meet();
    const other = '0'.repeat(64);
    for (const [mine, theirs] of [
      [save({ impact: '1' }, 'qualify'), save({ urgency: '1' }, 'qualify')],
      [review('One'), review('Other')],
      [
        { type: 'goBack', to: 'qualify', reason: 'x' },
        { type: 'goBack', to: 'detect', reason: 'x' },
      ],
    ] as const) {
      for (const conflict of told(await two.atOnce([mine], [theirs]))) {
        const command = two.settle(conflict, 0) as Extract<IncidentCommand, { type: 'settle' }>;
        for (const shown of [command.shown.slice(1), [...command.shown, other], [...command.shown.slice(1), other]])
          assert.equal(await two.refused('ada', { ...command, shown }), 'changedSinceSeen', conflict.path);
        assert.notEqual(await two.refused('ada', { ...command, wanted: other }), undefined, conflict.path);
        assert.equal(await two.refused('ada', command), undefined, conflict.path);
      }
      await two.meet();
    }
  });

  it('three who wrote at once are all told, and one choice settles it', async () => {
    const two = await Two.make();
    const eve = openStore(path.join(folder.path, 'Eve', '.faultline'), { actor: () => Promise.resolve(person('administrator', 'Eve')) });
    eve.dispose();
    await eve.merge(two.id, (await two.incident('ada')).timeline);
    assert.ok((await eve.execute(two.id, save({ symptoms: 'Loud' }))).ok);
    await two.atOnce([save({ symptoms: 'Slow' })], [save({ symptoms: 'Dead' })]);
    const loaded = await eve.load(two.id);
    assert.ok(loaded.ok);
    await two.ben.merge(two.id, loaded.value.record.timeline);
    const incident = await two.meet();
    const [conflict = assert.fail()] = told(incident);
    assert.deepEqual(
      new Set(incident.conflicts.flatMap(({ value, otherValue }) => [value, otherValue])),
      new Set(['Dead', 'Slow', 'Loud']),
    );
    const command = two.settle(conflict, 2);
    const [first, second] = conflict.sides.map(({ entry }) => entry);
    assert.equal(await two.refused('ben', { ...command, wanted: first, shown: [first, second] } as IncidentCommand), 'changedSinceSeen');
    await two.do('ben', command);
    assert.deepEqual((await two.meet()).conflicts, []);
  });

  it('a cell of a list; a row that one removes while the other writes into it stays whole, whoever was later', async () => {
    const two = await atAnalyse();
    await two.do('ada', save({ measures: { m1: { what: 'Restart it', person: 'Ada', type: 'final' } } }, 'analyse'));
    await two.meet();
    const cells = (person: string): IncidentCommand => save({ measures: { m1: { person } } }, 'analyse');
    let incident = await two.atOnce([cells('Cem')], [cells('Dora')]);
    assert.deepEqual(shown(incident), [
      ['Measures: Restart it: Who', '“Dora” counts for now: Ben (administrator)', '“Cem”: Ada (administrator)'],
    ]);
    await two.do('ada', two.settle(told(incident)[0] ?? assert.fail(), 1));
    incident = await two.meet();
    assert.deepEqual([incident.values.measures?.[0]?.person, incident.conflicts], ['Cem', []]);
    const gone = save({ measures: { m1: null } }, 'analyse');
    for (const [ada, ben] of [
      [gone, cells('Finn')],
      [cells('Finn'), gone],
    ] as const) {
      incident = await two.atOnce([ada], [ben]);
      assert.deepEqual(incident.values.measures, [{ id: 'm1', what: 'Restart it', person: 'Finn', type: 'final' }]);
      assert.match(JSON.stringify(shown(incident)), /Restart it.*Finn.*counts for now: .*“taken away”/);
      await two.do('ben', two.settle(told(incident)[0] ?? assert.fail(), 0));
      incident = await two.meet();
      assert.deepEqual([incident.values.measures?.length, incident.conflicts], [1, []]);
      await two.do('ben', cells('Cem'));
      await two.meet();
    }
    incident = await two.atOnce([gone], [cells('Gus')]);
    await two.do('ada', two.settle(told(incident)[0] ?? assert.fail(), 1));
    incident = await two.meet();
    assert.deepEqual([incident.values.measures, incident.conflicts], [[], []]);
  });

  it('the priority: what gave it stands again as it stood for whoever is chosen', async () => {
    const two = await atAnalyse();
    for (const [choice, values] of [
      [0, ['1', '1']],
      [1, ['1', '3']],
    ] as const) {
      await two.do('ada', save({ impact: '3', urgency: '3' }, 'qualify'));
      await two.meet();
      const incident = await two.atOnce([save({ impact: '1' }, 'qualify')], [save({ urgency: '1' }, 'qualify')]);
      assert.deepEqual(
        incident.conflicts.map(({ path: where }) => where),
        ['priority'],
      );
      const [conflict = assert.fail()] = told(incident);
      const wanted = choice === 0 ? conflict.sides[0] : conflict.sides.find(({ text }) => text.includes('Ada'));
      await two.do('ben', two.settle(conflict, conflict.sides.indexOf(wanted ?? assert.fail())));
      const after = await two.meet();
      assert.deepEqual([after.conflicts, after.values.impact, after.values.urgency], [[], ...values]);
    }
  });

  it('a step ahead and a step back: one state, both told; that it stays is an answer, the other way is taken by going there', async () => {
    const two = await atAnalyse();
    for (const command of passingCommands('analyse'))
      if (command.type !== 'release' && command.type !== 'advance') await two.do('ada', command);
    await two.meet();
    const incident = await two.atOnce([{ type: 'advance', from: 'analyse' }], [{ type: 'goBack', to: 'qualify', reason: 'x' }]);
    assert.equal(incident.step, 'qualify');
    const [conflict = assert.fail()] = told(incident);
    assert.deepEqual(
      [conflict.name, ...conflict.sides.map(({ text }) => text.replace(/: .*/, ''))],
      ['Step', '“2 Qualify and give first support” counts for now', '“4 Remedy and restore service”'],
    );
    assert.equal(conflict.sides[1]?.choice, undefined);
    assert.equal(await two.refused('ada', two.settle(conflict, 1)), 'notAtStep');
    const [entry = assert.fail()] = await two.do('ada', two.settle(conflict, 0));
    const after = await two.meet();
    assert.deepEqual([after.step, after.conflicts, after.disregarded.length], ['qualify', [], incident.disregarded.length]);
    assert.match(
      describeEvent(english, after, entry, at).details.join(),
      /^Step: settled that it stays: 4 Remedy and restore service by Ada/,
    );
  });

  it('an incident that one completed while the other sent it back stays completed on that word', async () => {
    const two = await Two.make();
    await two.do('ada', save({ kind: 'disruption', couldBeSecurity: 'no', couldBeSecurityReason: 'x' }));
    for (const command of passingCommands('detect')) await two.do('ada', command);
    await two.meet();
    const answers = {
      closureCode: 'falseAlarm',
      solution: 'Nothing found',
      priorityOverride: 'P4',
      priorityReason: 'x',
      assessment: 'no',
      assessmentReason: 'y',
    };
    const incident = await two.atOnce([{ type: 'completeShortly', patch: answers }], [{ type: 'goBack', to: 'detect', reason: 'x' }]);
    assert.deepEqual(
      [incident.open, incident.conflicts.map(({ path: where, value, otherValue }) => [where, value, otherValue])],
      [false, [['step', 'completed', 'detect']]],
    );
    await two.do('ben', two.settle(told(incident)[0] ?? assert.fail(), 0));
    const after = await two.meet();
    assert.deepEqual([after.open, after.conflicts], [false, []]);
  });

  it('the judgement of a link, and a review with what it was made on', async () => {
    const two = await atAnalyse();
    const link = { kind: 'causedBy', state: 'suspected', target: { type: 'commit', sha: 'a'.repeat(40), subject: 'Break it' } } as const;
    await two.do('ada', { type: 'link', link });
    const { links } = await two.meet();
    const judge = (state: 'confirmed' | 'ruledOut'): IncidentCommand => ({ type: 'judgeLink', link: links[0]?.id ?? '', state });
    let incident = await two.atOnce([judge('confirmed')], [judge('ruledOut')]);
    assert.deepEqual(shown(incident), [
      ['caused by aaaaaaaa', '“ruled out” counts for now: Ben (administrator)', '“confirmed”: Ada (administrator)'],
    ]);
    await two.do('ada', two.settle(told(incident)[0] ?? assert.fail(), 1));
    incident = await two.meet();
    assert.deepEqual([incident.links[0]?.state, incident.conflicts], ['confirmed', []]);
    const review = (title: string): IncidentCommand => ({
      type: 'review',
      source: 'problem',
      outcome: 'matches',
      match: { id: 'PRB-000001', title },
      candidates: [{ id: 'PRB-000001', title, reasons: [] }],
    });
    incident = await two.atOnce([review('One')], [review('Other')]);
    await two.do('ben', two.settle(told(incident)[0] ?? assert.fail(), 1));
    incident = await two.meet();
    assert.deepEqual(
      [incident.reviews.problem?.match?.title, incident.values.problemMatch, incident.conflicts],
      ['One', 'PRB-000001 One', []],
    );
  });

  it('a release beside a change of what it covers does not hold: told in the form and the lists until it is given anew', async () => {
    const two = await atAnalyse();
    await two.do('ada', save({ measures: { m1: { what: 'Restart it', type: 'final', weakensSafeguard: 'no' } } }, 'analyse'));
    await two.meet();
    const manager = (role: Role): Store => openStore(two.ben.folder, { role, actor: () => Promise.resolve(person(role, 'Mia')) });
    const store = manager('itManager');
    store.dispose();
    await two.do('ada', save({ measures: { m1: { what: 'Replace it' } } }, 'analyse'));
    assert.ok((await store.execute(two.id, { type: 'release', part: 'm1' })).ok);
    const incident = await two.meet();
    assert.deepEqual([incident.releases.size, incidentFacts(incident).conflicts], [0, ['record.released']]);
    assert.match(
      describeFallsAtOnce(english, incident, at).join(),
      /by Mia \(IT manager\), \d+: release of a measure\. .*Ada \(administrator\) changed what it covers at the same time/,
    );
    assert.ok((await store.execute(two.id, { type: 'release', part: 'm1' })).ok);
    const after = await two.meet();
    assert.deepEqual([after.releases.size, incidentFacts(after).conflicts, describeFallsAtOnce(english, after, at)], [1, undefined, []]);
  });

  it('a role that may not write it may not settle it', async () => {
    const two = await Two.make();
    const [conflict = assert.fail()] = told(await two.atOnce([save({ symptoms: 'Slow' })], [save({ symptoms: 'Dead' })]));
    const officer = openStore(two.ada.folder, { role: 'securityOfficer' });
    officer.dispose();
    const outcome = await officer.execute(two.id, two.settle(conflict, 0));
    assert.equal(!outcome.ok && outcome.error.code, 'notPermitted');
  });
});
