import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandOf } from '../domain/deciding';
import type { Kind, RecordId } from '../domain/records';
import type { Result } from '../domain/foundation/result';
import { addHours } from '../domain/foundation/time';
import { defaultPriorityMatrix, defaultRestoreHours } from '../domain/vocabulary/priority';
import { Repository } from '../git/repository';
import { excludeFolder } from '../git/exclusion';
import { runGit } from '../git/runGit';
import { sha256 } from '../store/hash';
import { Store } from '../store/store';
import { breakingSubject, sampleAuthors, sampleHistory } from './history';
import { admin, type SampleAction, type SampleFacts, type SampleIds, type SampleRecord } from './actions';
import { becameKnown, setUpInAdvance } from './knowledge';
import { openIncidents } from './incidents';
import { pastIncident } from './pastIncident';

/** The incident of the sample that one begins with: what is known about it already appears beside its form. */
const beginning = 'orders';

/** Makes the sample workspace in an empty folder: a small git repository with a real history, components and interfaces, and incidents with what is known about them. Gives the incident to begin with. */
export async function makeSample(folder: string, now: Date): Promise<RecordId> {
  const at = now.toISOString();
  const breakingCommit = await makeHistory(folder, at);
  const repository = must(await Repository.find(folder));
  must(await excludeFolder(repository.root, path.join(folder, '.faultline')));
  const queue = must(await repository.fileAt(breakingCommit, 'lib/queue.js'));
  const queueHash = sha256(queue.split('\n').slice(6, 8).join('\n'));
  return makeRecords(folder, { now: at, breakingCommit, breakingSubject, queueHash });
}

async function makeHistory(folder: string, now: string): Promise<string> {
  await git(folder, ['init', '--quiet', '--initial-branch=main']);
  let breaking = '';
  for (const { author, hoursAgo, message, files } of sampleHistory) {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    const { name, email } = sampleAuthors[author];
    const date = addHours(now, -hoursAgo);
    await git(folder, ['add', '--all']);
    await git(folder, ['commit', '--quiet', '--no-gpg-sign', `--message=${message}`], {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    });
    if (message.startsWith(breakingSubject)) breaking = (await git(folder, ['rev-parse', 'HEAD'])).trim();
  }
  return breaking;
}

async function git(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const output = await runGit(folder, args, { env });
  if (!output.ok) throw new Error(`git ${args[0] ?? ''}: ${'message' in output.error ? output.error.message : output.error.code}`);
  return output.value;
}

async function makeRecords(folder: string, facts: SampleFacts): Promise<RecordId> {
  let current: SampleAction | undefined;
  const store = new Store(path.join(folder, '.faultline'), undefined, {
    mayWrite: () => true,
    mayMend: () => true,
    now: () => addHours(facts.now, -(current?.hoursAgo ?? 0)),
    actor: () => Promise.resolve(current?.by ?? admin),
    settings: () => ({
      priorityMatrix: defaultPriorityMatrix,
      restoreHours: defaultRestoreHours,
      observationDays: { P1: 14, P2: 7, P3: 3, P4: 1 },
      defaultTlp: 'AMBER',
      retentionYears: 0,
      releaseRule: 'major',
      ownDuties: [],
    }),
    report: () => undefined,
  });
  const ids = new Map<string, RecordId>();
  const idOf: SampleIds = name => {
    const id = ids.get(name);
    if (!id) throw new Error(`sample: ${name} is not made yet`);
    return id;
  };
  try {
    for (const { name, kind, actions } of sampleRecords(facts)) {
      const [first, ...rest] = actions;
      current = first;
      const captured = first?.command(idOf, 'INC-000000');
      if (captured?.type !== 'capture') throw new Error(`sample: ${name} does not begin with its capture`);
      const { patch } = captured;
      const id = must(await store.create<Kind>(kind, patch));
      ids.set(name, id);
      for (const action of rest) {
        current = action;
        // The actions of a record are those of its kind.
        must(await store.execute(id, action.command(idOf, id) as CommandOf<Kind>));
      }
    }
    return idOf(beginning);
  } finally {
    store.dispose();
  }
}

function sampleRecords(facts: SampleFacts): readonly SampleRecord[] {
  const ago = (hours: number): string => addHours(facts.now, -hours);
  return [...setUpInAdvance(), pastIncident(ago), ...becameKnown(ago, facts), ...openIncidents(ago, facts)];
}

function must<T>(outcome: Result<T, unknown>): T {
  if (!outcome.ok) throw new Error(`sample: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
