import assert from 'node:assert/strict';
import { control } from '../../../media/form/controls';
import { choice, presuming, text } from '../../../src/domain/forms/field';
import { english } from '../../../src/words/english';

/** The values that a control hands to what draws it, those of directives included. */
function drawn(field: Parameters<typeof control>[0], value: unknown): string {
  const ignore = (): void => undefined;
  const context = { words: english, path: 'x', label: 'X', optionName: (option: string) => option, typed: undefined, value };
  return JSON.stringify(control(field, { ...context, dirty: false, disabled: false, edit: ignore, type: ignore }).values);
}

describe('the control of a choice', () => {
  const few = choice('M 6.64', ['on', 'off']);
  const many = choice('M 6.64', ['a', 'b', 'c', 'd', 'e']);

  it('shows what holds while nobody has chosen as if it were chosen, and what was chosen as it is', () => {
    assert.equal(drawn(presuming(few, 'on'), undefined), drawn(few, 'on'));
    assert.equal(drawn(presuming(few, 'on'), 'off'), drawn(few, 'off'));
    assert.notEqual(drawn(few, undefined), drawn(few, 'on'));
    const dropdown = drawn(presuming(many, 'a'), undefined);
    assert.ok(dropdown.includes('["a"]') && !dropdown.includes(english.page.choose), dropdown);
    assert.ok(drawn(many, undefined).includes(english.page.choose));
  });
});

describe('the control of a text', () => {
  it('shows no boxes for the colours of a terminal', () => {
    assert.equal(drawn(text('M 6.64'), '\u001b[31mError\u001b[39m: no port'), drawn(text('M 6.64'), 'Error: no port'));
  });
});
