import type { RegisterFinding } from '../domain/interface/registerCheck';
import { counted, fill, oneDecimal, type Words } from './words';

/** Why a finding about the register of interfaces stands there, in one sentence. */
export function describeRegisterFinding(words: Words, finding: RegisterFinding): string {
  const { why } = words.readOnly.register;
  const { fields, states } = words.kinds.interface;
  const [first = '', second = ''] = finding.interfaces.map(({ id, title }) => title || id);
  switch (finding.code) {
    case 'noInterface': {
      const party = fields.party.options[finding.party];
      return finding.count === 0 ? fill(why.required, { party }) : counted(words, why.noInterface, { party, count: finding.count });
    }
    case 'unnamed':
      return counted(words, why.unnamed, { party: states[finding.party], count: finding.count });
    case 'gone':
      return counted(words, why.gone, { party: states[finding.party], count: finding.count, id: finding.id });
    case 'contradictory':
      return fill(why[finding.by], { first, second, fields: labels(words, finding.fields) });
    case 'lacking':
      return fill(why.lacking, { first, fields: labels(words, finding.fields) });
    case 'sharedByTwo':
      return fill(why.sharedByTwo, { resource: finding.resource, parties: finding.parties.map(party => states[party]).join(', ') });
    case 'neverUsed': {
      const { days, recorded: count, share } = finding;
      return counted(words, why.neverUsed, { first, days, count, share: oneDecimal(words, share * 100) });
    }
  }
}

type InterfaceField = keyof Words['kinds']['interface']['fields'];

function labels(words: Words, fields: readonly InterfaceField[]): string {
  return fields.map(field => words.kinds.interface.fields[field].label).join(', ');
}
