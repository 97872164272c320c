import assert from 'node:assert/strict';
import { csvLine, tabbedLine } from '../../../src/exchange/tableCell';
import { takenList, takenRecord } from '../../../src/exchange/takenRecords';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { english } from '../../../src/words/english';
import { benchAt, testNow } from '../../support/incidents';

const facts = { ...incidentFacts(benchAt('remedy').incident), target: undefined, recordedAt: testNow, id: 'INC-000001' };
const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\u200b=1', '\uff1d1', '"=1', '=HYPERLINK("http://x";"y")'];

describe('what is taken out of a read-only list', () => {
  it('no cell is a formula, nor ends its line or its cell', () => {
    for (const text of hostile) {
      const isFormula = text !== '"=1';
      const csv = csvLine([text, 'b']);
      assert.match(csv, isFormula ? /^"'/ : /^"""=1"/, JSON.stringify(text));
      assert.ok(csv.endsWith(',"b"\r\n'));
      const tabbed = tabbedLine([text, 'b']);
      assert.equal(tabbed.split('\t').length, 2);
      assert.match(tabbed, isFormula ? /^'/ : /^"/);
    }
    assert.equal(csvLine(['one\r\ntwo', 'a "b", c']), '"one two","a ""b"", c"\r\n');
  });

  it('a list is a line of names and a line each, with times in UTC and the label of an incident', () => {
    const { head, line } = takenList(english, 'incident', 'csv');
    assert.equal(head.split(',').length, line({ ...facts, title: 'Mail' }).split('","').length);
    assert.ok(head.startsWith('"Priority","Id","Title"'));
    assert.match(line({ ...facts, title: '=cmd', tlp: 'RED' }), /^"P3","INC-000001","'=cmd",.*"2026-11-22 08:00 UTC","TLP:RED"\r\n$/);
    assert.match(takenList(english, 'incident', 'lines').line(facts), /\tTLP:AMBER\n$/);
  });

  it('one record is a line for each thing that is known of it', () => {
    const lines = takenRecord(english, { ...facts, title: 'Mail\nTLP: CLEAR' }).split('\n');
    assert.ok(lines.includes('Id: INC-000001'));
    assert.ok(lines.includes('TLP: TLP:AMBER'));
    assert.ok(!lines.includes('TLP: CLEAR'));
    assert.ok(!lines.some(text => text.startsWith('Nearest clock')));
  });
});
