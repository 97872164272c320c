import { applyPatch } from '../forms/values';
import { failure } from '../foundation/result';
import type { Asking, CommonCommand, CommonRefusal } from '../record/decide';
import { decidingForm } from '../record/decideForm';
import type { Deciding } from '../record/definition';
import { person } from './definition';
import { keepsRegister } from './register';

type PersonState = ReturnType<typeof person.fold>;

const ofForm = decidingForm(person);

/** What decides about a person: as about each record that is one form, and nobody may be the last who keeps the register and cease to. */
export const decidingPerson: Deciding<PersonState, CommonCommand, Asking, CommonRefusal> = {
  ...ofForm,
  decide: (state, command, context) => {
    const decided = ofForm.decide(state, command, context);
    const keepers = context.register?.keepers ?? [];
    if (!decided.ok || keepers.length !== 1 || keepers[0] !== state.id) return decided;
    const after = decided.value.reduce((values, draft) => applyPatch(person.fields, values, person.patchOf(draft) ?? {}), state.values);
    return keepsRegister(after, context.now) ? decided : failure({ code: 'lastKeeper' });
  },
};
