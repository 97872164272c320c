import assert from 'node:assert/strict';
import type { ReadOnlyContext } from '../../../media/readOnly/context';
import { noFilter } from '../../../media/readOnly/filter';
import { findingsView } from '../../../media/readOnly/findings';
import { FindingsLook, type Found } from '../../../media/readOnly/findingsLook';
import { particularList } from '../../../media/readOnly/particulars';
import { incidentFacts } from '../../../src/domain/incident/facts';
import type { ListedIncident } from '../../../src/protocol/readOnlyPage';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';
import { markupOf } from '../../support/markup';
import { chainOf, question } from '../../support/findings';

const facts = incidentFacts(benchAt('detect').incident);
const incident: ListedIncident = { ...facts, id: 'INC-000001', title: 'Broken in', faulty: false };

/** What stands on the tab of patterns where this was found among so many incidents. */
function found(count: number, what: Found): string {
  const findings = new FindingsLook({ post: () => undefined }, () => undefined);
  findings.take(what);
  const incidents = Array.from({ length: count }, () => incident);
  const given: Partial<ReadOnlyContext> = { words: english, incidents, others: [], findings };
  return markupOf(findingsView(given as ReadOnlyContext));
}

describe('what the security officer asks', () => {
  it('which hand-over is missing: each party that was not told, with its incident', () => {
    const untold: ListedIncident = { ...incident, untold: ['securityManagement', 'dataProtection'] };
    const given: Partial<ReadOnlyContext> = { words: english, filter: { ...noFilter, tile: 'untold' } };
    const list = markupOf(particularList(given as ReadOnlyContext, [untold]));
    const { options } = english.kinds.interface.fields.party;
    for (const text of [options.securityManagement, options.dataProtection, 'INC-000001 Broken in', 'recorded '])
      assert.ok(list.includes(text), text);
  });

  it('whether anything was found: among how many, that a handful says little, and nothing of it where all was put aside', () => {
    assert.match(
      found(6, { findings: [], aside: [] }),
      /Nothing stands out from chance among 6 incidents\. With so few, hardly anything could\./,
    );
    const many = found(30, { findings: [], aside: [] });
    assert.match(many, /Nothing stands out from chance among 30 incidents\./);
    assert.doesNotMatch(many, /so few/);
    const aside = found(6, { findings: [chainOf()], aside: [{ key: 'k', note: 'Known', at: '9999-01-01T00:00:00.000Z' }] });
    assert.match(aside, /Known/);
    assert.doesNotMatch(aside, /Nothing stands out/);
  });

  it('what else rests on the incidents of a finding: below it, a chain with its picture', () => {
    const asked = question({ ids: ['INC-000001'], also: [chainOf()] });
    const page = found(6, { findings: [asked], aside: [] });
    assert.match(page, /<p data-also>Of the same incidents: INC-000001 is the first cause/);
    assert.match(page, /class="chain"/);
    assert.doesNotMatch(page, new RegExp(`<h3>${english.findings.pattern.chain}`));
  });
});
