import assert from 'node:assert/strict';
import type { Finding } from '../../../src/domain/incident/finding';
import { Calendar } from '../../../src/review/patterns/calendar';
import { day, hour, type Happening } from '../../../src/review/patterns/history';
import { burstRule, surgeIn } from '../../../src/review/patterns/scan';
import { surges } from '../../../src/review/patterns/surges';
import { inOneGo } from '../../support/inOneGo';

const begin = Date.UTC(2024, 0, 1);
const until = begin + 400 * day;

/** Incidents of one component, so many hours between two of them, and six more that come twenty times as close. */
function evenly(hours: number): readonly Happening[] {
  const none = { signatures: [], causes: [], accounts: [], addresses: [], hosts: [], signs: [], gaps: [], files: [] };
  const said = { isSecurity: false, isCleared: false, isUnavailable: false, causeKnown: false };
  const regular = Array.from({ length: Math.floor((400 * 24) / hours) }, (_, n) => begin + n * hours * hour);
  const close = Array.from({ length: 6 }, (_, n) => begin + 100 * day + (n * hours * hour) / 20);
  return [...regular, ...close].sort((a, b) => a - b).map((at, n) => ({ id: `INC-${n}`, at, components: ['Relay'], ...none, ...said }));
}

describe('how many bursts may be told by mistake', () => {
  it('two in a hundred: what is farther from chance is told, of a component and of any kind, and nothing that is nearer', () => {
    let [doubtful, surer] = [0, 0];
    const told: Finding[] = [];
    for (let hours = 6; hours < 200; hours += 2) {
      const happenings = evenly(hours);
      const times = happenings.map(({ at }) => at);
      const calendar = inOneGo(Calendar.of(times, until, () => 0));
      const chance = inOneGo(surgeIn({ times, all: times, calendar }, burstRule))?.chance ?? 1;
      if (chance > 0.02 && chance <= 0.05) doubtful++;
      if (chance <= 0.02) surer++;
      told.push(...inOneGo(surges(happenings, new Map(), calendar, until)).filter(({ pattern }) => pattern === 'burst'));
    }
    const [ofComponent, ofAll] = (['component', 'all'] as const).map(
      facet => told.filter(one => 'facet' in one && one.facet === facet).length,
    );
    assert.ok(doubtful > 10, String(doubtful));
    assert.deepEqual(
      told.filter(one => 'chance' in one && one.chance > 0.02).map(one => 'chance' in one && one.chance),
      [],
    );
    assert.ok(surer > 10 && ofComponent === surer && (ofAll ?? 0) > 10, JSON.stringify([surer, ofComponent, ofAll]));
  });
});
