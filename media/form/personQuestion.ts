import { html, nothing, type TemplateResult } from 'lit-html';
import { sameText } from '../../src/domain/foundation/sameText';
import type { KnownName } from '../../src/domain/vocabulary/knownName';
import { withoutUnseen } from '../../src/words/plain';
import { fill, type Words } from '../../src/words/words';

/** Most people that are offered at once. */
const mostOffered = 5;

/** Who is offered while this stands there: who matches it, all while nothing was typed (`proposed` stood there before), nobody once it is one of them. */
export function offeredTo(people: readonly KnownName[], typed: string, proposed = ''): readonly KnownName[] {
  const text = sameText(typed);
  const isUntouched = text === '' || typed === proposed;
  const texts = people.map(({ name }) => sameText(name));
  if (!isUntouched && texts.includes(text)) return [];
  return people.filter((_, at) => (isUntouched ? texts[at] !== text : texts[at]?.includes(text))).slice(0, mostOffered);
}

/** The people who are offered below a field: choosing one is the answer, and leads back to the field. */
export function peopleBelow(
  words: Words,
  label: string,
  offered: readonly KnownName[],
  choose: (name: string) => void,
): TemplateResult | typeof nothing {
  if (offered.length === 0) return nothing;
  return html`<ul class="people" aria-label=${fill(words.dialog.people, { question: label })}>${offered.map(({ name, roles }) => {
    const take = ({ currentTarget }: Pick<Event, 'currentTarget'>): void => {
      // Before it is drawn: the button goes with the answer.
      (currentTarget as HTMLElement).closest('.field')?.querySelector<HTMLElement>('[data-question]')?.focus();
      choose(name);
    };
    const held = roles.map(role => words.role[role]).join(', ');
    return html`<li><button type="button" class="link" data-person=${name} @click=${take}><span class="name">${withoutUnseen(name)}</span>${
      held === '' ? nothing : html` <span class="muted">${held}</span>`
    }</button></li>`;
  })}</ul>`;
}
