/** One commit of the sample's history: who, how long ago, and the whole text of each file it changes. */
export interface SampleCommit {
  readonly author: 'ada' | 'ben' | 'chloe';
  readonly hoursAgo: number;
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The sample's three authors. */
export const sampleAuthors = {
  ada: { name: 'Ada Brandt', email: 'ada@example.org' },
  ben: { name: 'Ben Okafor', email: 'ben@example.org' },
  chloe: { name: 'Chloé Martin', email: 'chloe@example.org' },
} as const;

/** The subject of the commit that breaks the sample's program: `node check.js` passes before it and fails after it. */
export const breakingSubject = 'Queue: speak TLS only to the relay';

const queue = (connect: string): string => `const { open } = require('./transport');

/** Sends every waiting message and returns how many were delivered. */
function deliverAll(messages, relay) {
  let delivered = 0;
  for (const message of messages) {
    const line = ${connect};
    if (!line) continue;
    line.send(message);
    delivered += 1;
  }
  return delivered;
}

module.exports = { deliverAll };
`;

const transport = (body: string): string => `/** Opens a line to the relay; undefined when the relay does not answer on that port. */
function open(relay, port) {
${body}
}

module.exports = { open };
`;

const plainTransport = transport('  return relay.ports.includes(port) ? { send: message => relay.received.push(message) } : undefined;');
const tlsTransport = transport(`  if (!relay.ports.includes(port)) return undefined;
  return { secure: port === 465, send: message => relay.received.push(message) };`);

const check = `const { deliverAll } = require('./lib/queue');

const relay = { ports: [25], received: [] };
const delivered = deliverAll(['hello', 'world'], relay);
if (delivered !== 2 || relay.received.length !== 2) {
  console.error(\`expected 2 messages at the relay, found \${relay.received.length}\`);
  process.exit(1);
}
console.log('ok: 2 messages delivered');
`;

const retry = (limit: number): string => `/** Milliseconds to wait before the n-th attempt. */
function delay(attempt) {
  return Math.min(${limit}, 1000 * 2 ** attempt);
}

module.exports = { delay };
`;

const search = (body: string): string => `/** Finds messages by recipient. */
function find(messages, recipient) {
${body}
}

module.exports = { find };
`;

/** The sample's history, oldest first. */
export const sampleHistory: readonly SampleCommit[] = [
  {
    author: 'ada',
    hoursAgo: 400,
    message: 'A queue that delivers mail to a relay',
    files: {
      'lib/queue.js': queue('open(relay, 25)'),
      'lib/transport.js': plainTransport,
      'README.md': '# Mail queue\n\nDelivers waiting messages to a relay.\n',
    },
  },
  { author: 'ada', hoursAgo: 376, message: 'Check: two messages must arrive', files: { 'check.js': check } },
  { author: 'ben', hoursAgo: 330, message: 'Retry: wait longer after each attempt', files: { 'lib/retry.js': retry(60000) } },
  {
    author: 'chloe',
    hoursAgo: 301,
    message: 'Search: find messages by recipient',
    files: { 'lib/search.js': search('  return messages.filter(message => message.to === recipient);') },
  },
  {
    author: 'ada',
    hoursAgo: 250,
    message: 'Document how the queue is watched',
    files: { 'README.md': '# Mail queue\n\nDelivers waiting messages to a relay.\n\nRun `node check.js` to see that it works.\n' },
  },
  { author: 'ben', hoursAgo: 200, message: 'Retry: never wait longer than ten minutes', files: { 'lib/retry.js': retry(600000) } },
  {
    author: 'chloe',
    hoursAgo: 150,
    message: 'Search: compare recipients without case\n\nReported by the service desk: nobody finds Müller@example.org.',
    files: {
      'lib/search.js': search(
        '  const wanted = recipient.toLowerCase();\n  return messages.filter(message => message.to.toLowerCase() === wanted);',
      ),
    },
  },
  { author: 'ben', hoursAgo: 100, message: 'Transport: say whether the line is secure', files: { 'lib/transport.js': tlsTransport } },
  {
    author: 'ben',
    hoursAgo: 30,
    message: `${breakingSubject}\n\nPort 465 is open on the new relay. The old one is to follow on Monday.`,
    files: { 'lib/queue.js': queue('open(relay, 465)') },
  },
  {
    author: 'chloe',
    hoursAgo: 26,
    message: 'Search: stop at the first thousand',
    files: {
      'lib/search.js': search(
        '  const wanted = recipient.toLowerCase();\n  return messages.filter(message => message.to.toLowerCase() === wanted).slice(0, 1000);',
      ),
    },
  },
  {
    author: 'ada',
    hoursAgo: 20,
    message: 'Limits for the new relay',
    files: { 'ops/limits.json': '{ "messagesPerMinute": 600, "connections": 8 }\n' },
  },
  {
    author: 'chloe',
    hoursAgo: 9,
    message: 'Document the search',
    files: {
      'README.md':
        '# Mail queue\n\nDelivers waiting messages to a relay.\n\nRun `node check.js` to see that it works. `lib/search.js` finds messages by recipient.\n',
    },
  },
];
