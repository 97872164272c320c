import * as vscode from 'vscode';
import { maxTextLength } from '../../domain/forms/field';
import type { Party } from '../../domain/incident/command';
import type { Incident, IncidentId } from '../../domain/incident/incident';
import { contactLine } from '../../domain/interface/definition';
import { isSuspectedSecurity } from '../../domain/incident/security';
import type { StateOf } from '../../domain/records';
import { interfaceParties } from '../../domain/vocabulary/parties';
import { handOverText, type HandOverText } from '../../exchange/handOverText';
import { mailAddressIn, mailLink } from '../../exchange/mailLink';
import type { Store } from '../../store/store';
import { fill, labelled } from '../../words/words';
import { askLine, chooseOne } from '../editor/ask';
import { commandIds } from '../editor/contributions';
import { faultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { choose, confirm, inform, mention } from '../editor/notify';
import { askPerson } from './personPicker';
import { UserError } from '../editor/userError';
import type { AnswerPorts } from './incidentAnswer';

type Interface = StateOf<'interface'>;

/** Parties outside the organisation: what is TLP:AMBER+STRICT stays within it (TLP 2.0). */
const outside: readonly Party[] = ['cert', 'manufacturer', 'securityManufacturer', 'consultant', 'authority'];

/**
 * Tells another party of an incident (M 6.124): picks the interface of the register, prepares the text with what that interface wants to know,
 * lets the person look at it, copy or mail it, and records the hand-over by one entry. Nothing is recorded or leaves the editor unless the
 * person says so.
 */
export async function tellParty(
  { store, isWithdrawn }: Pick<AnswerPorts, 'store' | 'isWithdrawn'>,
  id: IncidentId,
  asked?: Party,
): Promise<void> {
  const loaded = await store.load(id);
  if (!loaded.ok) throw new UserError(faultText(id, loaded.error));
  const incident = loaded.value.record;
  const interfaces = await interfacesOf(store);
  const party = asked ?? (await pickParty(incident, interfaces));
  if (party === undefined) return;
  const register = await pickInterface(id, party, interfaces);
  if (register === undefined || !(await mayBeTold(incident, party, isWithdrawn))) return;
  const { contact = '', channel = '', passed: wanted = '' } = register === 'none' ? {} : register.values;
  const text = handOverText(incident, { words, at: new Date().toISOString(), party, wanted });
  const given = await passOn(id, party, text, mailAddressIn(contact));
  if (!given) return;
  const person = await (contact === ''
    ? askPerson(store, labelled(id, words.tell.person))
    : askLine(labelled(id, words.tell.person), contact));
  const over =
    person === undefined ? undefined : await askLine(labelled(id, words.tell.channel), given.byMail ? words.tell.byMail : channel);
  if (person === undefined || over === undefined) return;
  const outcome = await store.execute(id, {
    type: 'handOver',
    handOver: {
      id: crypto.randomUUID(),
      interface: party,
      person,
      channel: over,
      at: new Date().toISOString(),
      passed: given.passed.slice(0, maxTextLength),
      ...(register !== 'none' && { register: register.id }),
    },
  });
  if (!outcome.ok) throw new UserError(`${id}: ${faultText(id, outcome.error)}`);
  mention(fill(words.tell.recorded, { incident: id, party: nameOf(party) }), 4000);
}

function nameOf(party: Party): string {
  return words.kinds.incident.fields.handOvers.columns.interface.options[party];
}

async function interfacesOf(store: Store): Promise<readonly Interface[]> {
  const loaded = await Promise.all(store.entriesOf('interface').map(({ id }) => store.load(id)));
  return loaded.flatMap(one => (one.ok ? [one.value.record] : []));
}

/** Those that must be told stand first. */
function pickParty({ id, values }: Incident, interfaces: readonly Interface[]): Promise<Party | undefined> {
  const told = new Set((values.handOvers ?? []).flatMap(({ interface: party, at }) => (party && at ? [party] : [])));
  const required = new Set<Party>([
    ...(isSuspectedSecurity(values) ? (['securityManagement'] as const) : []),
    ...(values.continuityThreatened === 'yes' ? (['emergencyManagement'] as const) : []),
  ]);
  const isFirst = (party: Party): boolean => required.has(party) && !told.has(party);
  const parties = [...interfaceParties].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  return chooseOne(
    fill(words.tell.whom, { incident: id }),
    parties.map(party => {
      const recorded = interfaces.filter(({ values: { party: whose } }) => whose === party).map(({ values: { title = '' } }) => title);
      const marks = [isFirst(party) ? words.tell.required : '', told.has(party) ? words.tell.told : ''];
      const over = recorded.length > 0 ? recorded.join(', ') : words.tell.notRecorded;
      return { label: nameOf(party), told: [...marks, over].filter(Boolean).join(' · '), value: party };
    }),
  );
}

/** The party's interface; `none` where there is none and the person goes on without. */
async function pickInterface(id: IncidentId, party: Party, interfaces: readonly Interface[]): Promise<Interface | 'none' | undefined> {
  const [first, ...others] = interfaces.filter(({ values }) => values.party === party);
  if (first && others.length === 0) return first;
  if (first)
    return chooseOne(
      labelled(id, words.tell.whichInterface),
      [first, ...others].map(one => {
        return { label: one.values.title ?? '', told: contactLine(one.values), value: one };
      }),
    );
  const { noInterface, noInterfaceDetail, recordOne, goOnWithout } = words.tell;
  const answer = await choose(fill(noInterface, { party: nameOf(party) }), noInterfaceDetail, recordOne, goOnWithout);
  if (answer === recordOne) await vscode.commands.executeCommand(commandIds.recordInterface);
  return answer === goOnWithout ? 'none' : undefined;
}

/** Asks first where the incident's label does not cover this party, or others have raised it to one that may not. */
async function mayBeTold(
  { id, values: { tlp = 'AMBER' } }: Incident,
  party: Party,
  isWithdrawn: AnswerPorts['isWithdrawn'],
): Promise<boolean> {
  const { tlpTitle, tlpRed, tlpStrict, tlpGoOn } = words.tell;
  const ask = (why: string): Promise<boolean> => confirm(fill(tlpTitle, { incident: id, tlp, party: nameOf(party) }), why, tlpGoOn);
  if (tlp === 'RED') return ask(tlpRed);
  if (tlp === 'AMBER+STRICT' && outside.includes(party)) return ask(tlpStrict);
  return (await isWithdrawn(id)) ? ask(words.page.withdrawn) : true;
}

type Way = 'open' | 'copy' | 'mail' | 'record';

/**
 * Lets the person look at the text, copy it or write a mail, as often as they like, until they record it or put it away. What is recorded as
 * passed is the text as it stands then in the document, where one was opened.
 */
async function passOn(
  id: IncidentId,
  party: Party,
  { subject, body }: HandOverText,
  address: string | undefined,
): Promise<{ readonly passed: string; readonly byMail: boolean } | undefined> {
  let document: vscode.TextDocument | undefined;
  let byMail = false;
  const { tell } = words;
  const current = (): string => (document && !document.isClosed ? document.getText() : body);
  for (let last: Way | undefined; ;) {
    const items: readonly { readonly label: string; readonly told?: string; readonly value: Way }[] = [
      { label: tell.open, told: tell.openDetail, value: 'open' },
      { label: tell.copy, value: 'copy' },
      ...(address === undefined ? [] : [{ label: fill(tell.mail, { address }), value: 'mail' } as const]),
      { label: tell.record, value: 'record' },
    ];
    // What was done is not done again by the next Enter: then it is recorded.
    const ordered = last === undefined ? items : [...items].sort((a, b) => Number(b.value === 'record') - Number(a.value === 'record'));
    last = await chooseOne(labelled(id, fill(tell.what, { party: nameOf(party) })), ordered);
    if (last === undefined) return undefined;
    if (last === 'record') return { passed: current(), byMail };
    if (last === 'copy') await vscode.env.clipboard.writeText(`${subject}\n\n${current()}`);
    if (last === 'mail' && address !== undefined) {
      byMail = true;
      await writeMail(address, subject, current());
    }
    if (last === 'open') {
      document = await vscode.workspace.openTextDocument({ content: current(), language: 'plaintext' });
      await vscode.window.showTextDocument(document, { preview: false });
    }
  }
}

async function writeMail(address: string, subject: string, text: string): Promise<void> {
  const whole = mailLink(address, subject, text);
  const link = whole ?? mailLink(address, subject.slice(0, 200), words.tell.mailTooLong) ?? `mailto:${address}`;
  if (whole === undefined) {
    await vscode.env.clipboard.writeText(text);
    void inform(words.tell.mailCopied);
  }
  await vscode.env.openExternal(vscode.Uri.parse(link, true));
}
