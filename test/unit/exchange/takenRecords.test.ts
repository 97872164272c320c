import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvLine, tabbedLine } from '../../../src/exchange/tableCell';
import { takenList, takenRecord } from '../../../src/exchange/takenRecords';
import { addHours } from '../../../src/domain/foundation/time';
import { incidentFacts } from '../../../src/domain/incident/facts';
import { english } from '../../../src/words/english';
import { benchAt, testNow } from '../../support/incidents';

const facts = { ...incidentFacts(benchAt('remedy').incident), target: undefined, recordedAt: testNow, id: 'INC-000001' };
const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\u200b=1', '\uff1d1', '"=1', '=HYPERLINK("http://x";"y")'];
/** What a spreadsheet may take for the end of a cell. */
const separators = [',', ';', '\t', '|'];

/** The cells of one line as spreadsheets read them: quotes count at the beginning of a cell, and what stands behind the closing one belongs to it. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells = [''];
  let [isQuoted, isFresh] = [false, true];
  for (let at = 0; at < line.length; at++) {
    const [sign = '', next] = [line[at], line[at + 1]];
    if (isQuoted && sign === '"' && next === '"') at += 1;
    else if (sign === '"' && (isQuoted || isFresh)) {
      [isQuoted, isFresh] = [!isQuoted, false];
      continue;
    } else if (!isQuoted && sign === separator) {
      cells.push('');
      isFresh = true;
      continue;
    }
    cells.push((cells.pop() ?? '') + sign);
    isFresh = false;
  }
  return cells;
}

/** The cells of a line that a spreadsheet would compute. */
function formulasIn(line: string, separator: string): readonly string[] {
  return cellsOf(line, separator).filter(cell => /^[\s\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell));
}

describe('what is taken out of a read-only list', () => {
  it('no cell is a formula, nor ends its line or its cell', () => {
    for (const text of hostile) {
      const csv = csvLine([text, 'b']);
      assert.match(csv, /^"'/, JSON.stringify(text));
      assert.ok(csv.endsWith(',"b"\r\n'));
      const tabbed = tabbedLine([text, 'b']);
      assert.equal(tabbed.split('\t').length, 2);
      assert.match(tabbed, /^'/);
    }
    assert.equal(csvLine(['one\r\ntwo', 'a "b", c']), '"one two","a ""b"", c"\r\n');
  });

  it('no part of a cell is a formula where lists are separated by something else', () => {
    const text = "Printer broken;=cmd|'/c calc'!A1;see above";
    assert.deepEqual(cellsOf(csvLine(['P3', text]), ';')[1], "'=cmd|'/c calc'!A1");
    assert.deepEqual(cellsOf(tabbedLine(['P3', text]), ';')[1], "'=cmd|'/c calc'!A1");
    assert.equal(tabbedLine(['a; \u200b+1', 'a|@b', 'a;"-1"', 'a, b; c', 'a;b=1']), "a;' +1\ta|'@b\ta;'\"-1\"\ta, b; c\ta;b=1\n");
    const nasty = fc.string({ unit: fc.constantFrom(...Array.from(';|",=+-@ \t\r\n\u200b\uff1dx\'')), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), cells => {
        for (const separator of separators) assert.deepEqual(formulasIn(csvLine(cells), separator), [], separator);
        for (const separator of [';', '\t', '|']) assert.deepEqual(formulasIn(tabbedLine(cells), separator), [], separator);
        assert.deepEqual(cellsOf(csvLine(cells).trimEnd(), ',').length, cells.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('a cell that begins with a quote does not draw those behind it into itself where lines are pasted', () => {
    assert.equal(tabbedLine(['"Mail', 'b "c"', '"x" y']), '"""Mail"\tb "c"\t"""x"" y"\n');
    for (const text of ['"Mail', '"', '""', ' "Mail', '\u200b"Mail', '"=1', 'a"b'])
      assert.equal(cellsOf(tabbedLine([text, 'b']).trimEnd(), '\t').length, 2, text);
    const [first, second] = cellsOf(tabbedLine(['"Mail', 'b']).trimEnd(), '\t');
    assert.deepEqual([first, second], ['"Mail', 'b']);
  });

  it('the time of the recording is not called an age', () => {
    for (const kind of ['incident', 'problem'] as const) {
      const { head } = takenList(english, kind, 'csv', testNow);
      assert.match(head, /"Recorded"/);
      assert.doesNotMatch(head, /"Age"/);
    }
    assert.match(takenRecord(english, facts, testNow), /^Recorded: 2026-11-22 08:00 UTC$/m);
  });

  it('a list is a line of names and a line each, with times in UTC and the label of an incident', () => {
    const { head, line } = takenList(english, 'incident', 'csv', testNow);
    assert.equal(head.split(',').length, line({ ...facts, title: 'Mail' }).split('","').length);
    assert.ok(head.startsWith('"Priority","Id","Title"'));
    assert.match(line({ ...facts, title: '=cmd', tlp: 'RED' }), /^"P3","INC-000001","'=cmd",.*"2026-11-22 08:00 UTC","","TLP:RED"\r\n$/);
    assert.match(takenList(english, 'incident', 'lines', testNow).line(facts), /\tTLP:AMBER\n$/);
  });

  it('whoever takes an incident along knows that others have raised its label', () => {
    const { line } = takenList(english, 'incident', 'lines', testNow);
    const raised = `TLP:GREEN, ${english.report.withdrawn}`;
    assert.ok(line({ ...facts, tlp: 'GREEN' }, true).endsWith(`\t${raised}\n`));
    assert.ok(
      takenRecord(english, { ...facts, tlp: 'GREEN' }, testNow, true)
        .split('\n')
        .includes(raised),
    );
    assert.ok(!line({ ...facts, tlp: 'GREEN' }).includes(english.report.withdrawn));
  });

  it('what presses of an incident goes along, as the panel’s tiles count it, the worst first', () => {
    const { head, line } = takenList(english, 'incident', 'lines', addHours(testNow, 30));
    const gap = { id: 'g1', safeguard: 'Firewall', component: 'Relay', since: testNow, restored: false };
    const clocks = [{ duty: 'nis2EarlyWarning', since: testNow, due: addHours(testNow, 24) }];
    const row = line({ ...facts, gaps: [gap], clocks, untold: ['securityManagement'] });
    const cells = new Map(
      head
        .trimEnd()
        .split('\t')
        .map((name, at) => [name, row.trimEnd().split('\t')[at]]),
    );
    assert.equal(
      cells.get('What presses'),
      [
        'reporting duties overdue or stopped: NIS2 early warning, due 2026-11-23 08:00 UTC, 6 h late',
        'safeguards off, risk not accepted: Firewall on Relay, off since 2026-11-22 08:00 UTC',
        'hand-overs missing: Security management',
      ].join('; '),
    );
    assert.doesNotMatch(takenList(english, 'problem', 'csv', testNow).head, /What presses/);
  });

  it('one record is a line for each thing that is known of it', () => {
    const lines = takenRecord(english, { ...facts, title: 'Mail\nTLP: CLEAR' }, testNow).split('\n');
    assert.ok(lines.includes('Id: INC-000001'));
    assert.ok(lines.includes('TLP:AMBER'));
    assert.ok(!lines.includes('TLP: CLEAR'));
    assert.ok(!lines.some(text => text.startsWith('Nearest clock')));
  });
});
