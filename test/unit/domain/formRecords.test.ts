import { type CommonCommand } from '../../../src/domain/record/decide';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roles, type Role } from '../../../src/domain/vocabulary/actor';
import { changeForm } from '../../../src/domain/change/form';
import { optionsBeside, type FormGroups } from '../../../src/domain/forms/field';
import type { RecordEvent } from '../../../src/domain/record/event';
import { decide } from '../../../src/domain/deciding';
import {
  type IdOf,
  definitionOf,
  definitions,
  factsSchema,
  kindOfId,
  type FormRecordState,
  formOfRecord,
  formKinds,
  type FormKind,
  fold,
} from '../../../src/domain/records';
import { headsOf } from '../../../src/domain/record/log';
import { seal, verifyLog } from '../../../src/store/chain';
import { releaseOf } from '../../../src/domain/record/formRecord';
import { context, person, testNow } from '../../support/incidents';
import { recordRequest } from '../../support/requests';

const idOf = <K extends FormKind>(kind: K): IdOf<K> => `${definitions[kind].prefix}-7K3QF2` as IdOf<K>;

/** A record under test: commands are decided, sealed and folded as the store would do it, in memory. */
class RecordBench {
  events: readonly RecordEvent[] = [];

  constructor(readonly kind: FormKind) {}

  get record(): FormRecordState {
    return fold(idOf(this.kind), this.events);
  }

  try(command: CommonCommand, role: Role = 'administrator'): string {
    const decision = decide(this.record, command, context({ role }));
    if (!decision.ok) return decision.error.code;
    for (const draft of decision.value) this.events = [...this.events, seal(draft, headsOf(this.events), testNow, person(role))];
    return 'done';
  }

  do(command: CommonCommand, role?: Role): this {
    assert.equal(this.try(command, role), 'done');
    return this;
  }
}

function recorded(kind: FormKind, patch: Readonly<Record<string, unknown>> = {}): RecordBench {
  return new RecordBench(kind).do({ type: 'capture', record: idOf(kind), patch: { title: 'A title', ...patch } });
}

describe('problems, known errors, changes, components, interfaces and people', () => {
  it('need a title, at first and later', () => {
    for (const kind of formKinds) {
      assert.equal(new RecordBench(kind).try({ type: 'capture', record: idOf(kind), patch: {} }), 'titleMissing');
      assert.equal(recorded(kind).try({ type: 'save', patch: { title: null } }), 'titleMissing');
      assert.equal(recorded(kind).try({ type: 'capture', record: idOf(kind), patch: { title: 'Again' } }), 'exists');
    }
  });

  it('take only fields of their own form', () => {
    for (const kind of formKinds) {
      const own = new Set(Object.values<FormGroups[string]>(definitions[kind].form).flatMap(fields => Object.keys(fields)));
      for (const other of formKinds) {
        const foreign = Object.values<FormGroups[string]>(definitions[other].form)
          .flatMap(fields => Object.keys(fields))
          .find(field => !own.has(field));
        if (foreign !== undefined) assert.equal(recorded(kind).try({ type: 'save', patch: { [foreign]: null } }), 'invalidField');
      }
      assert.equal(recorded(kind).try({ type: 'save', patch: { title: 7 } }), 'invalidField');
    }
  });

  it('a solution is released by the IT manager alone, and changing it takes the release back', () => {
    const bench = recorded('knownError');
    assert.equal(bench.try({ type: 'release' }, 'itManager'), 'nothingToRelease');
    bench.do({ type: 'save', patch: { solution: 'Mend it' } });
    assert.equal(bench.try({ type: 'release' }), 'notPermitted');
    assert.equal(releaseOf(bench.do({ type: 'release' }, 'itManager').record)?.by.role, 'itManager');
    assert.ok(releaseOf(bench.do({ type: 'save', patch: { symptoms: 'More' } }).record));
    assert.equal(releaseOf(bench.do({ type: 'save', patch: { solution: 'Mend it otherwise' } }).record), undefined);
  });

  it('a planned change becomes a released one; another window takes the release back', () => {
    const bench = recorded('change').do({ type: 'release' }, 'itManager');
    assert.deepEqual([bench.record.kind === 'change' && bench.record.values.state, releaseOf(bench.record)?.at], ['released', testNow]);
    assert.equal(releaseOf(bench.do({ type: 'save', patch: { from: testNow } }).record), undefined);
    for (const kind of ['problem', 'component', 'interface'] as const)
      assert.equal(recorded(kind).try({ type: 'release' }, 'itManager'), 'nothingToRelease');
  });

  it('a change is not made a released one by hand, by nobody, and stays one when it is saved with something else', () => {
    const released = { type: 'save', patch: { state: 'released', reason: 'Because' } } as const;
    const bench = recorded('change');
    for (const role of ['administrator', 'itManager'] as const) assert.equal(bench.try(released, role), 'comesWithRelease');
    const captured = { type: 'capture', record: idOf('change'), patch: { title: 'A title', state: 'released' } } as const;
    assert.equal(new RecordBench('change').try(captured), 'comesWithRelease');
    assert.equal(bench.try({ type: 'release' }), 'notPermitted');
    assert.deepEqual(optionsBeside(changeForm.change.state, 'planned'), ['planned', 'implemented', 'monitored', 'closed', 'rejected']);
    bench.do({ type: 'release' }, 'itManager').do(released);
    assert.ok(optionsBeside(changeForm.change.state, 'released').includes('released'));
  });

  it('a change that was planned anew waits for the release again, and becomes released with it alone', () => {
    const bench = recorded('change').do({ type: 'release' }, 'itManager');
    assert.equal(definitionOf('change').awaitsRelease(bench.record), false);
    bench.do({ type: 'save', patch: { state: 'planned' } });
    assert.equal(definitionOf('change').awaitsRelease(bench.record), true);
    assert.equal(bench.try({ type: 'save', patch: { state: 'released' } }), 'comesWithRelease');
    assert.equal((bench.do({ type: 'release' }, 'itManager').record.values as { state?: string }).state, 'released');
  });

  it('a log in which a change was made a released one by hand is read as it is', () => {
    const bench = recorded('change');
    const draft = { type: 'record.updated', data: { patch: { state: 'released' } } };
    const { values, disregarded } = fold(idOf('change'), [...bench.events, seal(draft, headsOf(bench.events), testNow, person())]);
    assert.deepEqual([values.state, disregarded], ['released', []]);
  });

  it('a change that has gone further stays where it is when it is released', () => {
    for (const state of ['implemented', 'monitored', 'closed', 'rejected']) {
      const bench = recorded('change', { state }).do({ type: 'release' }, 'itManager');
      assert.deepEqual([(bench.record.values as { state?: string }).state, releaseOf(bench.record)?.at], [state, testNow]);
    }
  });

  it('are compared by what they tell of a failure, and filed under their components; what does not fail is not compared', () => {
    const values = { title: 'T', components: ['Relay'], symptoms: 'S', errorText: 'E', rootCause: 'R', reason: 'Why', errors: 'x' };
    const compared = (kind: FormKind): unknown => {
      const own = Object.entries(values).filter(([field]) => field in definitions[kind].fields);
      const { record } = recorded(kind, Object.fromEntries(own));
      return definitionOf(kind).compared(record);
    };
    const failure = { title: 'T', texts: ['S', 'E', 'R'], names: ['Relay'] };
    assert.deepEqual(
      formKinds.map(kind => [kind, compared(kind)]).filter(([, what]) => what !== undefined),
      [
        ['problem', failure],
        ['knownError', failure],
        ['procedure', { title: 'T', texts: ['S', 'E', undefined], names: ['Relay'] }],
        ['change', { title: 'T', texts: ['Why'], names: ['Relay'] }],
      ],
    );
  });

  it('a procedure says in lists what it applies to and how many steps it has (M 6.134)', () => {
    const { record } = recorded('procedure', {
      components: ['Relay'],
      categories: ['network'],
      steps: { s1: { what: 'Look' }, s2: { what: 'Mend', weakensSafeguard: 'yes', safeguard: 'Filter' } },
    });
    const facts = factsSchema.parse(definitionOf('procedure').facts(record));
    assert.ok(facts.kind === 'procedure');
    assert.deepEqual([facts.state, facts.components, facts.categories, facts.steps], ['inForce', ['Relay'], ['network'], 2]);
  });

  it('take a link, a comment and an answer from the room that is kept for the end only as far as they may', () => {
    for (const kind of formKinds) {
      const shares = ['record.commented', 'record.linked', 'record.updated', 'record.released', 'record.redacted'].map(type =>
        definitionOf(kind).shareToLeave(type),
      );
      assert.deepEqual(shares, [1, 1, 0.5, 0, 0], kind);
    }
  });

  it('a release covers everything that is carried out, and no redaction takes it away', () => {
    const covered: readonly (readonly [FormKind, Readonly<Record<string, unknown>>, readonly Readonly<Record<string, unknown>>[]])[] = [
      [
        'knownError',
        { solution: 'Mend it' },
        [
          { solution: 'x' },
          { solutionFallback: 'x' },
          { solutionWeakens: 'yes' },
          { solutionSafeguard: 'x' },
          { solutionComponent: 'x' },
          { components: ['x'] },
        ],
      ],
      [
        'change',
        {},
        [
          { title: 'x' },
          { reason: 'x' },
          { components: ['x'] },
          { reference: 'x' },
          { from: testNow },
          { to: testNow },
          { outage: 'yes' },
          { fallback: 'x' },
        ],
      ],
    ];
    for (const [kind, values, changes] of covered) {
      for (const patch of changes) {
        const bench = recorded(kind, values).do({ type: 'release' }, 'itManager').do({ type: 'save', patch });
        assert.equal(releaseOf(bench.record), undefined, JSON.stringify(patch));
      }
      const bench = recorded(kind, values).do({ type: 'release' }, 'itManager');
      const released = bench.events.find(({ type }) => type === 'record.released')?.id ?? '';
      assert.equal(bench.try({ type: 'redact', entry: released, reason: 'x' }, 'itManager'), 'carriesState');
    }
  });

  it('the security officer can do nothing, the developer everything but release', () => {
    const commands: readonly CommonCommand[] = [
      { type: 'capture', record: idOf('problem'), patch: { title: 'x' } },
      { type: 'save', patch: { title: 'x' } },
      { type: 'comment', text: 'x' },
      { type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000000' } } },
      { type: 'judgeLink', link: 'relatedTo-INC-000000', state: 'confirmed' },
      { type: 'unlink', link: 'relatedTo-INC-000000' },
      { type: 'release' },
    ];
    for (const command of commands) {
      const bench = command.type === 'capture' ? new RecordBench('problem') : recorded('problem');
      assert.equal(bench.try(command, 'securityOfficer'), 'notPermitted');
      assert.equal(bench.try(command, 'developer') === 'notPermitted', command.type === 'release');
    }
  });

  it('are in force until they are solved, retired, closed or rejected', () => {
    for (const [kind, values, expected] of [
      ['problem', { state: 'investigating' }, true],
      ['problem', { state: 'solved' }, false],
      ['knownError', {}, true],
      ['knownError', { validity: 'retired' }, false],
      ['procedure', {}, true],
      ['procedure', { validity: 'retired' }, false],
      ['change', { state: 'implemented' }, true],
      ['change', { state: 'rejected' }, false],
      ['component', {}, true],
      ['person', {}, true],
      ['person', { participation: 'left' }, false],
    ] as const)
      assert.equal(definitionOf(kind).facts(recorded(kind, values).record).open, expected);
  });

  it('know their kind by the id', () => {
    for (const kind of formKinds) assert.equal(kindOfId(idOf(kind)), kind);
    assert.equal(kindOfId('INC-7K3QF2'), 'incident');
  });

  it('ask which safeguard only where one is weakened, and that only where there is something to apply', () => {
    const fields = (values: object): readonly string[] =>
      formOfRecord('knownError', values).flatMap(group => group.fields.map(({ id }) => id));
    assert.ok(!fields({}).includes('workaroundWeakens'));
    assert.ok(fields({ workaround: 'x' }).includes('workaroundWeakens'));
    assert.ok(!fields({ workaround: 'x', workaroundWeakens: 'no' }).includes('workaroundSafeguard'));
    assert.ok(fields({ workaround: 'x', workaroundWeakens: 'yes' }).includes('workaroundSafeguard'));
  });

  it('any requests in any order by any role: entries or a refusal, and always a record that can be shown and listed', () => {
    const hostOnly = ['openLink', 'addLink', 'openRecord', 'makeKnownError', 'apply'];
    const some = fc
      .constantFrom(...formKinds)
      .chain(kind => fc.tuple(fc.constant(kind), fc.array(fc.tuple(recordRequest(kind), fc.constantFrom(...roles)), { maxLength: 10 })));
    fc.assert(
      fc.property(some, ([kind, requests]) => {
        const bench = recorded(kind);
        for (const [request, role] of requests) if (!hostOnly.includes(request.type)) bench.try(request as CommonCommand, role);
        assert.deepEqual(verifyLog(idOf(kind), bench.events), []);
        const facts = definitionOf(kind).facts(bench.record);
        assert.ok(factsSchema.safeParse(JSON.parse(JSON.stringify(facts))).success);
        formOfRecord(kind, bench.record.values);
        const shuffled = [...bench.events].reverse();
        assert.deepEqual(fold(idOf(kind), shuffled), bench.record);
      }),
      { numRuns: 500 },
    );
  });

  it('two people at once: the later value counts, and the other is shown until somebody settles it', () => {
    const bench = recorded('problem');
    const [root] = bench.events;
    assert.ok(root);
    const edit = (state: string, name: string, at: string): RecordEvent =>
      seal({ type: 'record.updated', data: { patch: { state } } }, [root.id], at, person('administrator', name));
    bench.events = [root, edit('solved', 'Ada', '2026-11-22T09:00:00.000Z'), edit('closed', 'Ben', '2026-11-22T10:00:00.000Z')];
    assert.deepEqual(
      [bench.record.kind === 'problem' && bench.record.values.state, bench.record.conflicts.map(({ otherValue }) => otherValue)],
      ['closed', ['solved']],
    );
    bench.do({ type: 'save', patch: { state: 'closed' } });
    assert.deepEqual(bench.record.conflicts, []);
  });
});
