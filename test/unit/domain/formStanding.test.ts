import assert from 'node:assert/strict';
import { decide } from '../../../src/domain/deciding';
import type { CommonCommand } from '../../../src/domain/record/decide';
import type { RecordEvent } from '../../../src/domain/record/event';
import { headsOf } from '../../../src/domain/record/log';
import { fold, formKinds, newRecordId, type FormKind } from '../../../src/domain/records';
import type { Role } from '../../../src/domain/vocabulary/actor';
import { seal } from '../../../src/store/chain';
import { context, person, testNow } from '../../support/incidents';

/** The log of a record that is one form, and what is asked of it. */
class Log {
  readonly id;
  private events: readonly RecordEvent[] = [];

  constructor(kind: FormKind) {
    this.id = newRecordId(kind, new Uint8Array(8));
    this.ask({ type: 'capture', record: this.id, patch: { title: 'Mail' } });
  }

  /** Why it is refused; undefined when it is done. */
  ask(command: CommonCommand, role: Role = 'itManager'): string | undefined {
    const decided = decide(fold(this.id, this.events), command, context({ role }));
    if (!decided.ok) return decided.error.code;
    for (const draft of decided.value) this.events = [...this.events, seal(draft, headsOf(this.events), testNow, person(role))];
    return undefined;
  }

  /** Why the entry written last cannot be redacted. */
  redact(): string | undefined {
    return this.ask({ type: 'redact', entry: this.events.at(-1)?.id ?? '', reason: 'A name' });
  }
}

const saving = (patch: Readonly<Record<string, unknown>>): CommonCommand => ({ type: 'save', patch });
const link: CommonCommand = { type: 'link', link: { kind: 'relatedTo', state: 'confirmed', target: { type: 'record', id: 'INC-000001' } } };
const fixedBy: CommonCommand = { type: 'link', link: { kind: 'fixedBy', state: 'confirmed', target: { type: 'file', path: 'mail.ts' } } };

/** What stands of a record of each kind, and what is mere words. */
const told: Readonly<Record<FormKind, { readonly stands: readonly CommonCommand[]; readonly words: readonly CommonCommand[] }>> = {
  problem: {
    stands: [saving({ state: 'solved' }), saving({ workaround: 'Port 25' }), link, fixedBy],
    words: [saving({ symptoms: 'Eve sees nothing' })],
  },
  knownError: {
    stands: [saving({ validity: 'retired' }), saving({ workaround: 'Port 25' }), saving({ solution: 'TLS 1.3' }), link],
    words: [saving({ symptoms: 'Eve sees nothing' })],
  },
  procedure: { stands: [saving({ validity: 'retired' }), link], words: [saving({ symptoms: 'Eve sees nothing' })] },
  change: { stands: [saving({ state: 'closed' }), saving({ fallback: 'Port 25' }), link], words: [saving({ person: 'Eve' })] },
  component: { stands: [], words: [saving({ owner: 'Eve' })] },
  interface: { stands: [], words: [saving({ reachable: 'Eve' })] },
  // By the register is decided who may what: none of its entries goes.
  person: { stands: [saving({ reachable: 'Eve' })], words: [] },
};

describe('a redaction takes away words, not what stands of a record', () => {
  for (const kind of formKinds)
    it(kind, () => {
      for (const command of told[kind].stands) {
        const log = new Log(kind);
        assert.equal(log.ask(command), undefined, JSON.stringify(command));
        assert.equal(log.redact(), 'carriesState', JSON.stringify(command));
      }
      for (const command of told[kind].words) {
        const log = new Log(kind);
        assert.equal(log.ask(command), undefined, JSON.stringify(command));
        assert.equal(log.redact(), undefined, JSON.stringify(command));
      }
    });

  it('nor the release of a change or known error', () => {
    for (const [kind, patch] of [
      ['change', { fallback: 'Port 25' }],
      ['knownError', { solution: 'TLS 1.3' }],
    ] as const) {
      const log = new Log(kind);
      log.ask(saving(patch));
      assert.equal(log.ask({ type: 'release' }), undefined, kind);
      assert.equal(log.redact(), 'carriesState', kind);
    }
  });
});
