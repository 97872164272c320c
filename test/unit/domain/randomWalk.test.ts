import assert from 'node:assert/strict';
import type { Patch } from '../../../src/domain/forms/field';
import type { IncidentCommand } from '../../../src/domain/incident/command';
import { gapState } from '../../../src/domain/incident/gap';
import { needsSignOff } from '../../../src/domain/incident/gateEnding';
import { assessments } from '../../../src/domain/incident/forms/qualify';
import { closureCodes, shortEndings } from '../../../src/domain/incident/forms/complete';
import type { Incident } from '../../../src/domain/incident/incident';
import { needsRelease, releaseRules } from '../../../src/domain/incident/measure';
import { isSecurityRelevant, isSuspectedSecurity } from '../../../src/domain/incident/security';
import { roles, type Role } from '../../../src/domain/vocabulary/actor';
import { duties, dutyIds } from '../../../src/domain/vocabulary/duties';
import { stepIds, type StepId } from '../../../src/domain/vocabulary/steps';
import { decide } from '../../../src/domain/deciding';
import { headsOf } from '../../../src/domain/record/log';
import { seal } from '../../../src/store/chain';
import { randomFrom } from '../../support/random';
import { Bench, context, emptyReviews, fulfilled, person, testId, testNow } from '../../support/incidents';

const commandsPerRole = 10_000;
/** A walk begins anew when its log has become longer. */
const longestLog = 60;
const existing: readonly string[] = ['INC-000001', 'PRB-000001', 'KE-000001'];
const named = [...existing, 'INC-000009', 'PRB-000009', 'KE-000009', testId];

/** What somebody might try next: mostly what leads on, sometimes what should not. */
class Walker {
  constructor(private readonly number: () => number) {}

  command(incident: Incident): IncidentCommand {
    const { step } = incident;
    const kinds: readonly (() => IncidentCommand)[] = [
      () => ({ type: 'save', step, patch: fulfilled[step] }),
      () => ({ type: 'save', step, patch: fulfilled[step] }),
      () => ({ type: 'save', step, patch: fulfilled[step] }),
      () => this.fulfil(this.one(stepIds)),
      () => this.fulfil(this.one(stepIds)),
      () => ({ type: 'advance', from: step }),
      () => ({ type: 'advance', from: step }),
      () => ({ type: 'advance', from: step }),
      () => ({ type: 'complete' }),
      () => this.one(emptyReviews),
      () => this.answer(this.one(stepIds)),
      () => this.answer(step),
      () => ({ type: 'release', part: this.row() }),
      () => ({ type: 'recordApproval', part: this.row(), onBehalf: { person: 'Eve', how: 'phone', reference: '' } }),
      () => ({ type: 'askRelease', measure: this.row() }),
      () => ({ type: 'refuseRelease', measure: this.row(), reason: 'x' }),
      () => ({ type: 'signOff' }),
      () => ({
        type: 'acceptGap',
        gap: this.row(),
        until: this.one(['2026-12-01T00:00:00.000Z', '2026-11-22T09:00:00.000Z']),
        reason: 'x',
      }),
      () => ({ type: 'restoreSafeguard', gap: this.row(), note: 'x' }),
      () => ({ type: 'applyWorkaround', measure: this.measure(), reviewAt: '2026-12-01T00:00:00.000Z' }),
      () => ({ type: 'applySolution', measure: this.measure() }),
      () => ({ type: 'goBack', to: this.one(stepIds), reason: 'x' }),
      () => ({ type: 'reopen', to: this.one(stepIds), reason: 'x' }),
      () => ({ type: this.one(['archive', 'bringBack']) }),
      () => ({ type: 'completeShortly', patch: this.ending() }),
      () => this.told(incident),
      () => ({ type: 'noticeSent', duty: this.one(dutyIds), at: testNow, lateReason: this.one(['', 'x']) }),
    ];
    return this.one(kinds)();
  }

  /** What others say of it, and what is answered that is due. */
  private told({ values }: Incident): IncidentCommand {
    return this.one<() => IncidentCommand>([
      () => ({ type: 'openGap', gap: { id: this.row(), safeguard: 'Firewall', component: '', since: testNow } }),
      () => ({
        type: 'handOver',
        handOver: {
          id: this.one(['h1', 'h2', 'h3']),
          interface: this.one(['securityManagement', 'cert']),
          person: 'Dana',
          at: testNow,
          channel: 'Phone',
          passed: 'x',
        },
      }),
      () => ({ type: 'acknowledge', handOver: this.one(['h1', 'h2']), who: 'Dana', at: testNow, how: 'Phone' }),
      () => ({
        type: 'assessSecurity',
        assessment: this.one([values.assessment ?? 'no', values.assessment ?? 'no', ...assessments]),
        reason: 'x',
      }),
      () => ({ type: 'finishFollowUp', followUp: 'f1', at: testNow, by: 'Ben' }),
      () => ({ type: 'reviewWorkaround', note: 'x' }),
    ])();
  }

  one<T>(list: readonly T[]): T {
    const index = Math.floor(this.number() * list.length);
    return list[index] as T;
  }

  /** What an earlier gate asked is to be had again. */
  private fulfil(step: StepId): IncidentCommand {
    return { type: 'save', step, patch: fulfilled[step] };
  }

  private row(): string {
    return this.one(['m1', 'm2', 'w1', 's1', 'g1']);
  }

  private measure(): Extract<IncidentCommand, { type: 'applyWorkaround' }>['measure'] {
    const weakens = this.one(['yes', 'no'] as const);
    return { id: this.row(), what: 'x', person: 'Ben', weakensSafeguard: weakens, ...(weakens === 'yes' && { safeguard: 'Firewall' }) };
  }

  private ending(): Patch {
    const closureCode = this.one(shortEndings);
    return {
      ...this.one([fulfilled.detect, {}]),
      closureCode,
      solution: 'x',
      duplicateOf: closureCode === 'duplicate' ? this.one(named) : null,
      couldBeSecurity: this.one(['yes', 'no', 'unknown']),
    };
  }

  private answer(step: StepId): IncidentCommand {
    const done = { doneAt: testNow, doneBy: 'Ben' };
    const patches: Readonly<Record<StepId, () => Patch>> = {
      detect: () => ({
        kind: this.one(['disruption', 'securityIncident', 'inquiry']),
        couldBeSecurity: this.one(['yes', 'no', 'unknown']),
        couldBeSecurityReason: this.one(['x', 'y', 'z']),
      }),
      qualify: () =>
        this.one<Patch>([
          { assessment: this.one(assessments), assessmentReason: this.one(['x', 'y', 'z']) },
          { impact: this.one(['1', '2', '3', '4']), urgency: this.one(['1', '2', '3', '4']) },
          { handOvers: { h1: { interface: 'securityManagement', person: 'Dana', at: testNow, channel: 'Phone', passed: 'All' } } },
          { duties: Object.fromEntries(dutyIds.map(duty => [duty, { applies: this.one(['yes', 'no', 'unknown']), awareAt: testNow }])) },
          { duties: Object.fromEntries(dutyIds.map(duty => [duty, { applies: 'no', reason: 'x' }])) },
          { dutiesApply: this.one(['some', 'none']), dutiesReason: this.one(['x', null]), personalData: this.one(['yes', 'no']) },
          { awareSince: this.one([testNow, '2026-11-01T00:00:00.000Z']) },
        ]),
      analyse: () => ({
        measures: {
          [this.row()]: {
            what: this.one(['x', 'y']),
            type: this.one(['workaround', 'final']),
            weakensSafeguard: this.one(['yes', 'no']),
            safeguard: 'Firewall',
            person: 'Ben',
            due: testNow,
          },
        },
      }),
      remedy: () =>
        this.one<Patch>([
          { serviceState: this.one(['down', 'restricted', 'normal']) },
          { measures: { [this.row()]: { state: this.one(['open', 'running', 'done', 'ended', 'dropped']), droppedReason: 'x', ...done } } },
          { restoration: { safeguardsInForce: this.one([{ answer: 'done' }, { answer: 'notApplicable', reason: 'x' }]) } },
        ]),
      monitor: () => ({ recurrence: this.one(['yes', 'no']), recurrenceReason: 'x', endedEarlyReason: 'x' }),
      complete: () => ({ closureCode: this.one(closureCodes), duplicateOf: this.one(named), carriedOnBy: this.one(named) }),
    };
    return { type: 'save', step, patch: patches[step]() };
  }
}

/** What no completed incident may be, by what the state itself says and not by what a gate says. */
function assertSound(
  { values, gaps, releases, priority, signOff, finalReport, ownAssessment }: Incident,
  rule: (typeof releaseRules)[number],
): void {
  const relevant = isSecurityRelevant(values);
  if (ownAssessment) assert.equal(isSuspectedSecurity(ownAssessment), isSuspectedSecurity(values), 'the assessments agree');
  for (const gap of gaps) assert.notEqual(gapState(gap, testNow), 'open', `gap ${gap.id}`);
  if (isSuspectedSecurity(values))
    assert.ok(
      values.handOvers?.some(row => row.interface === 'securityManagement' && row.passed),
      'hand-over',
    );
  const rows = new Map((values.duties ?? []).map(row => [row.id, row]));
  for (const duty of dutyIds) {
    const { follows, onOccasion, isRecord, within } = duties[duty];
    const row = rows.get(duty);
    const head = rows.get(follows ?? duty);
    const applies = row?.applies ?? (onOccasion ? 'no' : (head?.applies ?? (values.dutiesApply === 'none' ? 'no' : undefined)));
    if (relevant || values.personalData === 'yes') assert.match(applies ?? '', /^(yes|no)$/, duty);
    if (applies === 'yes' && !isRecord && within === undefined) assert.ok(row?.sentAt, `${duty} is due without undue delay`);
    const since = row?.awareAt ?? head?.awareAt ?? values.awareSince;
    if (applies === 'yes' && duties[duty].starts === 'aware') assert.ok(since, `${duty} runs`);
    if (applies === 'yes' && duty === 'gdprNotification' && since === '2026-11-01T00:00:00.000Z') assert.ok(row?.sentAt && row.lateReason);
  }
  for (const row of values.measures ?? []) {
    const waits = row.state !== 'dropped' && row.type !== undefined && needsRelease(row, { values, priority }, rule);
    if (waits) assert.ok(releases.has(row.id), `release of ${row.id}`);
  }
  if (needsSignOff({ values, priority })) assert.ok(signOff, 'sign-off');
  const { closureCode } = values;
  const pointsTo =
    closureCode === 'duplicate'
      ? values.duplicateOf
      : closureCode === 'knownError' || closureCode === 'solvedByWorkaround'
        ? values.carriedOnBy
        : undefined;
  if (pointsTo !== undefined) assert.ok(existing.includes(pointsTo), `points to ${pointsTo}`);
  if (closureCode === 'solved') assert.equal(values.serviceState, 'normal');
  assert.equal(finalReport, undefined, 'no walk stores one');
}

describe('a random walk through the process', () => {
  for (const role of roles) {
    it(`never completes what is not over, whoever tries: ${role} beside an IT manager`, function () {
      this.timeout(120_000);
      const seed = Number(process.env['FAULTLINE_SEED'] ?? Date.now() % 1_000_000);
      const number = randomFrom(seed);
      const walker = new Walker(number);
      let bench = new Bench();
      let completed = 0;
      let rule = walker.one(releaseRules);
      for (let tried = 0; tried < commandsPerRole; tried++) {
        if (bench.events.length === 0 || bench.events.length > longestLog) {
          bench = new Bench().do({ type: 'capture', record: testId, patch: { title: 'x' } });
          rule = walker.one(releaseRules);
        }
        const { incident } = bench;
        const asks: Role = number() < 0.6 ? 'itManager' : role;
        const decision = decide(
          incident,
          walker.command(incident),
          context({ role: asks, releaseRule: rule, exists: id => existing.includes(id) }),
        );
        if (!decision.ok) continue;
        for (const draft of decision.value) bench.events = [...bench.events, seal(draft, headsOf(bench.events), testNow, person(asks))];
        const after = bench.incident;
        assert.deepEqual(after.disregarded, [], `seed ${seed}: what was decided counts`);
        if (!incident.open || after.open) continue;
        completed += 1;
        try {
          assertSound(after, rule);
        } catch (error) {
          throw new Error(`seed ${seed}, after ${tried} commands: ${bench.events.map(({ type }) => type).join(' ')}`, { cause: error });
        }
      }
      assert.ok(completed > 0, `seed ${seed}: no walk came to an end`);
    });
  }
});
