import type { GateCondition } from '../../domain/incident/gateCondition';
import type { FolderFault } from '../../app/folder';
import type { AttachmentFault } from '../../store/attachmentFault';
import type { KnowledgeFault } from '../../app/recordAccess';
import { kindOfId, type Kind } from '../../domain/records';
import { stepNumber } from '../../domain/vocabulary/steps';
import type { ChainFault } from '../../store/chain';
import { lineOfEntry } from '../../store/codec';
import type { CommandFault, FileFault, StoreFault } from '../../store/fault';
import type { Fullness } from '../../store/limits';
import type { Loaded } from '../../store/loaded';
import type { RepositoryFault } from '../../git/gitFault';
import { words } from './hostWords';
import { fieldText } from '../../words/form';
import { counted, fill, oneDecimal, textOf } from '../../words/words';

/** What is wrong with a file, with the place: "not valid JSON, line 14". */
export function fileFaultText(fault: FileFault): string {
  const what = whatIsWrong(fault);
  return fault.line === undefined ? what : `${what}, ${fill(words.file.line, { line: fault.line })}`;
}

function whatIsWrong({ code, detail }: FileFault): string {
  switch (code) {
    case 'integrity':
      return fill(words.file.integrity, { detail: words.integrity[detail] });
    case 'recordGone':
      return counted(words, words.file.recordGone, { count: detail });
    default:
      return fill(words.file[code], { detail });
  }
}

/** What the verification of a log found, entry by entry. */
export function chainFaultText({ index, code }: ChainFault): string {
  return `${words.integrity[code]} (${fill(words.file.line, { line: lineOfEntry(index) })})`;
}

/** What verification and witness found about a record; nothing when all is well. */
export function integrityTexts({ faults, rolledBack }: Pick<Loaded, 'faults' | 'rolledBack'>): string[] {
  return [...faults.map(chainFaultText), ...(rolledBack ? [fileFaultText(rolledBack)] : [])];
}

/** A system's error code in words. */
export function systemText(code: string): string {
  return textOf(words.system, code) ?? words.system.other;
}

/** Why git gave nothing, and what to do. */
export function gitFaultText(fault: RepositoryFault): string {
  switch (fault.code) {
    case 'oldGit':
      return fill(words.git.oldGit, { version: fault.version, minimum: fault.minimum });
    case 'noFolder':
      return fill(words.git.noFolder, { folder: fault.folder });
    case 'tooMuchOutput':
      return fill(words.git.tooMuchOutput, { limit: Math.ceil(fault.limit / 1024 ** 2) });
    case 'failed':
      return fill(words.git.failed, { message: fault.message || fault.exitCode });
    case 'noRepository':
    case 'noGit':
    case 'bareRepository':
    case 'timeout':
    case 'cancelled':
      return words.git[fault.code];
  }
}

/** Why a folder has no repository to ask. */
export function folderFaultText(fault: FolderFault): string {
  return fault.code === 'untrusted' ? words.ui.untrusted : gitFaultText(fault);
}

/** Of bytes as people count them, rounded up, so that what is too much does not look like the limit. */
function amountText(of: Fullness['of'], amount: number): string {
  return of === 'bytes' ? oneDecimal(words, Math.ceil((amount / 1024 / 1024) * 10) / 10) : String(amount);
}

/** Why content could not be kept or shown, what is safe, and what to do. */
export function attachmentFaultText(fault: AttachmentFault): string {
  switch (fault.code) {
    case 'contentTooLarge':
    case 'contentsFull':
      return fill(words.attachment[fault.code], { size: amountText('bytes', fault.size), limit: amountText('bytes', fault.limit) });
    case 'contentNotKept':
    case 'contentUnreadable':
      return fill(words.attachment[fault.code], { why: systemText(fault.reason), code: fault.reason });
    default:
      return words.attachment[fault.code];
  }
}

/** Why an incident cannot be shown. */
export function loadFaultText(id: string, fault: StoreFault): string {
  return fault.code === 'broken' ? fill(words.fault.unreadable, { id, why: fileFaultText(fault.fault) }) : faultText(id, fault);
}

/** Why something was not done, what is safe, and what to do. `subject` is the record's id, or what stands for it while it is new; then `kind` says what of. */
export function faultText(subject: string, fault: CommandFault, kind: Kind | undefined = kindOfId(subject)): string {
  const fieldName = (id: string): string => (kind === undefined ? id : fieldText(words.kinds[kind].fields, id).label);
  switch (fault.code) {
    case 'notPermitted':
    case 'notHeld':
      return fill(words.refusal[fault.code], { role: words.role[fault.role], action: words.action[fault.action] });
    case 'gate':
      return fill(words.refusal.gate, { step: stepNumber(fault.step), missing: conditionsText(fault.missing) });
    case 'shortWay':
      return fill(words.refusal.shortWay, { missing: conditionsText(fault.missing) });
    case 'noOriginal':
      return fill(words.refusal.noOriginal, { named: fault.named });
    case 'noSuchRecord':
      return fill(words.refusal.noSuchRecord, { named: fault.named, field: fieldName(fault.field) });
    case 'invalidField':
      return fill(words.refusal.invalidField, { field: fieldName(fault.field), detail: fault.detail });
    case 'changedMeanwhile': {
      const fields = fault.changed.map(({ path }) => fieldName(path.split('/')[0] ?? ''));
      return fill(words.refusal.changedMeanwhile, { fields: [...new Set(fields)].map(name => `“${name}”`).join(', ') });
    }
    case 'notAtStep':
      return fill(words.refusal.notAtStep, { step: stepNumber(fault.step) });
    case 'notBack':
      return fill(words.refusal.notBack, { step: stepNumber(fault.to) });
    case 'readOnly':
      return words.fault.readOnly;
    case 'notFound':
      return fill(words.fault.notFound, { id: fault.id });
    case 'broken':
      return fill(words.fault.broken, { subject, why: fileFaultText(fault.fault) });
    case 'locked':
      return fill(words.fault.locked, { subject });
    case 'strangeLock':
      return fill(words.fault.strangeLock, { subject, path: fault.path });
    case 'writeFailed':
    case 'unconfirmed':
      return fill(words.fault[fault.code], { subject, why: systemText(fault.reason), code: fault.reason });
    case 'recordFull':
      return fill(words.fault.recordFull, {
        subject,
        why: fill(words.full[fault.of], { size: amountText(fault.of, fault.size), limit: amountText(fault.of, fault.limit) }),
      });
    case 'rolledBack':
      return fill(words.fault.rolledBack, { subject, why: fileFaultText(fault.fault) });
    case 'unstorable':
      return fill(words.fault.unstorable, { subject, why: fileFaultText(fault.fault) });
    default:
      return words.refusal[fault.code];
  }
}

function conditionsText(missing: readonly Pick<GateCondition, 'code'>[]): string {
  return missing.map(({ code }) => words.gate[code]).join('; ');
}

/** Why something was not done with problems, known errors and incidents. */
export function knowledgeFaultText(fault: KnowledgeFault): string {
  switch (fault.code) {
    case 'unreadable':
      return loadFaultText(fault.id, fault.fault);
    case 'notCreated':
      return faultText(words.kinds[fault.kind].name, fault.fault, fault.kind);
    case 'refused':
      return `${fault.id}: ${faultText(fault.id, fault.fault)}`;
    case 'retired':
    case 'nothingToApply':
    case 'safeguardUnanswered':
    case 'nothingToInstruct':
      return fill(words.ui[fault.code], { record: fault.id });
    case 'rootCauseMissing':
    case 'doesNotOffer':
      return words.ui[fault.code];
  }
}
