import { register } from 'node:module';
import type { Words } from '../../src/words/words';
import { english } from '../../src/words/english';

const editor = `
export const env = { language: 'en' };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem { constructor(label, collapsibleState) { Object.assign(this, { label, collapsibleState }); } }
export class ThemeIcon { constructor(id, color) { Object.assign(this, { id, color }); } }
export class ThemeColor { constructor(id) { this.id = id; } }
export const StatusBarAlignment = { Left: 1, Right: 2 };
export class EventEmitter {
  told = new Set();
  event = tell => { this.told.add(tell); return { dispose: () => this.told.delete(tell) }; };
  fire(what) { for (const tell of this.told) tell(what); }
  dispose() { this.told.clear(); }
}
export class TabInputWebview { constructor(viewType) { this.viewType = viewType; } }
const stands = asked => { const known = globalThis.editorAnswers?.[asked]; return known !== undefined && typeof known !== 'function'; };
export const window = new Proxy({}, {
  get: (_, asked) => (stands(asked) ? globalThis.editorAnswers[asked] : (...values) => globalThis.editorAnswers[asked](...values)),
});
export const Uri = { from: parts => parts }; export const workspace = {}; export const commands = {}; export const ProgressLocation = {};
`;
const asModule = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;

/** Says what `vscode.window` does when it is asked to, by the name of its functions; what is no function stands there as it is. */
export function answerAsEditor(answers: Readonly<Record<string, object | null | ((...values: never[]) => unknown)>>): void {
  Object.assign(globalThis, { editorAnswers: answers });
}

let registered = false;

/**
 * Lets modules of `src/ui` that only draw be imported without an editor by the tests of this suite: they get a few classes of its API, and
 * `words` for the language of its user. All of a process share the words, whoever imported them first; each suite speaks its own language.
 */
export function withoutEditor(language: Words): void {
  if (!registered) standIn();
  registered = true;
  let others: object = {};
  before(async () => {
    const { words } = await import('../../src/ui/editor/hostWords');
    others = { ...words };
    Object.assign(words, language);
  });
  after(async () => {
    Object.assign((await import('../../src/ui/editor/hostWords')).words, others);
  });
}

function standIn(): void {
  const hostWords = `export const words = ${JSON.stringify(english)};\nexport const localTime = at => at;`;
  const places = JSON.stringify({ vscode: asModule(editor), hostWords: asModule(hostWords) });
  register(
    asModule(`const places = ${places};
export async function resolve(specifier, context, next) {
  if (specifier === 'vscode') return { url: places.vscode, shortCircuit: true };
  if (specifier.endsWith('/hostWords')) return { url: places.hostWords, shortCircuit: true };
  return next(specifier, context);
}`),
  );
}
