import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { bundles } from '../../../scripts/lib/bundles.mjs';
import { formRequestSchema, incidentRequestSchema } from '../../../src/protocol/requests';

interface Bundle {
  readonly text: string;
  /** The sources it is made of. */
  readonly sources: readonly string[];
}

/** What is shipped as `file`, made as it is shipped. */
async function shipped(file: string): Promise<Bundle> {
  const bundle = bundles({ production: true }).find(one => one.file === file);
  assert.ok(bundle, file);
  const { outputFiles, metafile } = await build({ ...bundle.options, write: false });
  return {
    text: outputFiles.map(({ text }) => text).join('\n'),
    sources: Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  };
}

/** Every request of the writing protocol, and what carries one or what was typed. */
const writing: readonly string[] = [
  ...[...incidentRequestSchema.options, ...formRequestSchema.options].map(({ shape }) => shape.type.value),
  'request',
  'draft',
  'left',
];

/** Those of them that some code sends: minified or not, a message is an object literal that says its type. */
function sent({ text }: Bundle): readonly string[] {
  return writing.filter(type => new RegExp(`\\btype:\\s*["'\`]${type}["'\`]`).test(text));
}

describe('the bundle of the read-only panel', () => {
  it('holds nothing that writes: no request of the writing protocol, no form, no page with one', async function () {
    this.timeout(60_000);
    const [reading, all] = await Promise.all([shipped('dist/page/readOnly.js'), shipped('dist/page/page.js')]);
    assert.deepEqual(sent(reading), []);
    assert.ok(sent(all).length > 30, `of the page that writes: ${sent(all).join(', ')}`);
    const written =
      /^(media\/(form|formRecord|incident)\/|media\/record\/recordPage|src\/protocol\/(requests|draft|recordPage)|src\/domain\/deciding)/;
    assert.deepEqual(
      reading.sources.filter(source => written.test(source)),
      [],
    );
    assert.ok(all.sources.some(source => written.test(source)));
  });
});
