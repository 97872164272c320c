import assert from 'node:assert/strict';
import { readsOtherwise, recordFoot } from '../../../media/record/recordFoot';
import type { Incident } from '../../../src/domain/incident/incident';
import { english } from '../../../src/words/english';
import { benchAt } from '../../support/incidents';
import { markupOf } from '../../support/markup';

const { incident } = benchAt('detect');
const inConflict: Incident = {
  ...incident,
  values: { ...incident.values, location: 'Hall B' },
  conflicts: [{ path: 'location', event: 'e2', value: 'Hall B', other: 'e1', otherValue: 'Hall A' }],
};

/** The foot in words, and where its ways lead. */
function footOf(record: Incident, said?: string): { readonly text: string; readonly led: readonly string[] } {
  const led: string[] = [];
  const goTo = (path: string): void => {
    led.push(path);
  };
  const context = { words: english, shown: { record }, goTo };
  const foot = recordFoot(
    context,
    { above: '' as never, buttons: '' as never },
    said === undefined ? undefined : { text: said, bad: false },
  );
  const press = (part: unknown): void => {
    if (typeof part === 'function') (part as () => void)();
    for (const value of (part as { readonly values?: readonly unknown[] } | null)?.values ?? []) press(value);
  };
  press(foot);
  return { text: markupOf(foot), led };
}

describe('the foot of a record’s page', () => {
  it('says what others changed at the same time, beside what became of what one did, and leads there', () => {
    const { text, led } = footOf(inConflict, 'Saved.');
    assert.match(text, /role="status">Saved\. .*data-action="conflicts".*Changed by several at once: Location/s);
    assert.deepEqual(led, ['conflicts']);
    const calm = footOf(incident, 'Saved.');
    assert.doesNotMatch(calm.text, /several at once/);
    assert.deepEqual(calm.led, []);
  });

  it('what was said of what one did is over once there are other values, or others at once, and not for an entry that changes neither', () => {
    assert.equal(readsOtherwise(incident, inConflict), true);
    assert.equal(readsOtherwise(inConflict, { ...inConflict, conflicts: [] }), true);
    const [other] = inConflict.conflicts;
    assert.ok(other);
    assert.equal(readsOtherwise(inConflict, { ...inConflict, conflicts: [{ ...other, event: 'e3', value: 'Hall C' }] }), true);
    assert.equal(readsOtherwise(incident, { ...incident, values: { ...incident.values }, timeline: [] }), false);
  });
});
