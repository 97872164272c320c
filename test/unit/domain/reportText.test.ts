import assert from 'node:assert/strict';
import { faultFrames } from '../../../src/domain/errors/faultFrames';
import { reportText, withoutEscapes } from '../../../src/domain/errors/reportText';
import { readErrors } from '../../../src/domain/errors/signature';
import { queryOf } from '../../../src/review/suspects/query';
import { saidWords } from '../../../src/review/suspects/saidWords';
import { withoutUnseen } from '../../../src/words/plain';

const escape = '\u001b';
const trace = ['Error: no port', '    at dial (/srv/lib/relay.js:3:9)', '    at main (/srv/main.js:1:1)'] as const;
const plain = trace.join('\n');
const before = (prefix: string): string => trace.map(line => `${prefix}${line}`).join('\n');

/** One trace, as different places show it. */
const shown: Readonly<Record<string, string>> = {
  plainly: plain,
  'in colours': `${escape}[31mError${escape}[39m: no port\n${escape}[90m${trace[1]}${escape}[39m\n${escape}[90m${trace[2]}${escape}[39m`,
  'with a part of a path in colour': plain.replace('/srv/lib/', `${escape}[90m/srv/lib/${escape}[39m`),
  'with a link': plain.replace('/srv/lib', `${escape}]8;;file:///srv${escape}\\/srv/lib${escape}]8;;\u0007`),
  'in colours whose first character was lost': `[31mError[39m: no port\n[90m${trace[1]}[39m\n[90m${trace[2]}[39m`,
  'in colours that are written out': `\\u001b[31mError\\x1b[39m: no port\n^[[90m${trace[1]}\\033[39m\n${trace[2]}`,
  'by docker compose': before('web-1  | '),
  'by foreman': before('07:00:00 web.1  | '),
  'by Kubernetes': before('2026-11-30T07:00:00.123456789Z '),
  'by containerd': before('2026-11-30T07:00:00.123456789+01:00 stderr F '),
  'by kubectl': before('[pod/web-1/app] '),
  'by GitHub Actions': before('2026-11-30T07:00:00.1234567Z ').replace('Error', '##[error]Error'),
  'by journalctl': before('Nov 30 07:00:00 host app[12]: '),
  'in two of them': before('web-1  | 2026-11-30T07:00:00.123Z '),
  'in a mail': before('>> '),
  'in JSON': JSON.stringify({ level: 'error', stack: plain, pid: 12 }),
  'in JSON that was cut off': JSON.stringify({ level: 'error', stack: plain }).slice(0, -2),
  'in a line of key and value': `level=error stack=${JSON.stringify(plain)}`,
  'in JSON by docker compose': `web-1  | ${JSON.stringify({ stack: plain })}`,
  'as a list': `- ${trace[0]}\n  - ${trace[1].trim()}\n  * ${trace[2].trim()}`,
  'as a table': trace.map(line => `| ${line} |`).join('\n'),
  'with carriage returns alone': trace.join('\r'),
  'with both ends of a line': trace.join('\r\n'),
};

describe('errors in a report as it was pasted', () => {
  for (const [how, text] of Object.entries(shown)) {
    it(`are read ${how}`, () => {
      const [error, ...others] = readErrors(text);
      assert.deepEqual(others, []);
      assert.deepEqual([error?.type, error?.message], ['Error', 'no port']);
      const frames = faultFrames(text).map(({ frame, at }) => [at, frame.function, frame.file, frame.line]);
      assert.deepEqual(frames, [
        [0, 'dial', '/srv/lib/relay.js', 3],
        [1, 'main', '/srv/main.js', 1],
      ]);
    });
  }

  it('hold nothing that turns a line around, or shows as a box, where a log has written that out', () => {
    const text = String.raw`{"stack":"Error: no\u202e port\u0000\ud800\n    at dial (/srv/lib/relay.js:3:9)"}`.replaceAll('\\\\', '\\');
    assert.deepEqual(
      readErrors(text).map(error => error.message),
      ['no port'],
    );
  });

  it('are read as Vitest prints them, with and without colours', () => {
    const text = `Error: no port\n ${escape}[36m${escape}[2m❯${escape}[22m${escape}[39m dial ${escape}[2mlib/${escape}[22mrelay.js${escape}[2m:3:9${escape}[22m\n ❯ main.js:1:1`;
    const frames = readErrors(text).flatMap(error => error.frames.map(frame => [frame.function, frame.file, frame.line]));
    assert.deepEqual(frames, [
      ['dial', 'lib/relay.js', 3],
      [undefined, 'main.js', 1],
    ]);
  });

  it('of Python keep what their lines are told by', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "/srv/relay.py", line 2, in dial',
      '    return port',
      'ValueError: no port',
    ];
    for (const prefix of ['', 'web-1  | ', 'Nov 30 07:00:00 host app[12]: ', '2026-11-30T07:00:00Z ']) {
      const [error, ...others] = readErrors(lines.map(line => `${prefix}${line}`).join('\n'));
      assert.deepEqual(others, [], prefix);
      assert.deepEqual([error?.type, error?.message, error?.frames[0]?.function], ['ValueError', 'no port', 'dial'], prefix);
    }
  });

  it('of a log stay its own where the level stands behind the time', () => {
    const [error] = readErrors('2026-11-30 07:00:00 ERROR [relay] no port');
    assert.deepEqual([error?.type, error?.message], ['relay', 'no port']);
  });
});

describe('the words of a report', () => {
  it('are none of what colours it', () => {
    const text = shown['in colours'] ?? '';
    assert.deepEqual(queryOf('Mails', text), queryOf('Mails', plain));
    assert.deepEqual(saidWords(text), saidWords(plain));
  });

  it('keep what only looks like a colour', () => {
    assert.equal(reportText('rate(mails[5m]) of sizes[31m, and C:\\new\\node'), 'rate(mails[5m]) of sizes[31m, and C:\\new\\node');
  });

  it('are shown without boxes', () => {
    assert.equal(withoutEscapes(`${escape}[31mError${escape}[39m: ${escape}]0;title\u0007no port${escape}`), 'Error: no port');
    assert.equal(withoutUnseen(`${escape}[31mError${escape}[39m`), 'Error');
  });

  it('are read in linear time, whatever they are', () => {
    const hostile = [
      'x', ' ', '\r', '| ', ' |', '- ', '> ', '"', '\\n', '"\\n', ':"\\n', ':"\\n"', '\\', escape, `${escape}[`, `${escape}[1;`, `${escape}]`, `${escape}]x`,
      '\u009b1', '[1m', '[1;', '[0m[', '\\u001b[', '^[[1;', '2026-11-30T07:00:00 ', 'a  | ', 'Nov 30 07:00:00 a ', '❯ ', '❯ a:1', '##[error]', '[pod/',
      '{"a":"\\\\', 'at ', '| at (', 'a |\n', '\n|', '\\n"=',
    ]; // prettier-ignore
    for (const part of hostile) {
      const text = part.repeat(Math.ceil(1_000_000 / part.length));
      const began = process.cpuUsage().user;
      faultFrames(text);
      saidWords(text.slice(0, 100_000));
      const seconds = (process.cpuUsage().user - began) / 1e6;
      assert.ok(seconds < 2, `${seconds.toFixed(1)} s for ${JSON.stringify(part)}`);
    }
  });
});
