import type { FolderFault } from '../app/folder';
import type { KnowledgeFault } from '../app/knowledge';
import { stepNumber } from '../domain/vocabulary/steps';
import type { ChainFault } from '../store/chain';
import { lineOfEntry } from '../store/codec';
import type { FileFault, StoreFault } from '../store/fault';
import type { Fullness } from '../store/limits';
import type { Loaded } from '../store/loaded';
import type { CommandFault } from '../store/store';
import type { RepositoryFault } from '../git/gitFault';
import { say, words } from './hostWords';

/** What is wrong with a file, with the place: "not valid JSON, line 14". */
export function fileFaultText({ code, line, detail }: FileFault): string {
  const what = say(`file.${code}`, code === 'integrity' ? say(`integrity.${detail}`) : detail);
  return line === undefined ? what : `${what}, ${say('file.line', line)}`;
}

/** What the verification of a log found, entry by entry. */
function chainFaultText({ index, code }: ChainFault): string {
  return `${say(`integrity.${code}`)} (${say('file.line', lineOfEntry(index))})`;
}

/** What verification and witness found about a record; nothing when all is well. */
export function integrityTexts({ faults, rolledBack }: Pick<Loaded, 'faults' | 'rolledBack'>): string[] {
  return [...faults.map(chainFaultText), ...(rolledBack ? [fileFaultText(rolledBack)] : [])];
}

/** A system's error code in words. */
export function systemText(code: string): string {
  return say(Object.hasOwn(words, `system.${code}`) ? `system.${code}` : 'system.other');
}

/** Why git gave nothing, and what to do. */
export function gitFaultText(fault: RepositoryFault): string {
  switch (fault.code) {
    case 'oldGit':
      return say('git.oldGit', fault.version, fault.minimum);
    case 'noFolder':
      return say('git.noFolder', fault.folder);
    case 'tooMuchOutput':
      return say('git.tooMuchOutput', Math.ceil(fault.limit / 1024 ** 2));
    case 'failed':
      return say('git.failed', fault.message || fault.exitCode);
    case 'noRepository':
    case 'noGit':
    case 'bareRepository':
    case 'timeout':
    case 'cancelled':
      return say(`git.${fault.code}`);
  }
}

/** Why a folder has no repository to ask. */
export function folderFaultText(fault: FolderFault): string {
  return fault.code === 'untrusted' ? say('ui.untrusted') : gitFaultText(fault);
}

/** Of bytes as people count them, rounded up, so that what is too much does not look like the limit. */
function amountText(of: Fullness['of'], amount: number): string {
  return of === 'bytes' ? (Math.ceil((amount / 1024 / 1024) * 10) / 10).toFixed(1) : String(amount);
}

/** Why an incident cannot be shown. */
export function loadFaultText(id: string, fault: StoreFault): string {
  return fault.code === 'broken' ? say('fault.unreadable', id, fileFaultText(fault.fault)) : faultText(id, fault);
}

/** Why something was not done, what is safe, and what to do. `subject` is the incident's id. */
export function faultText(subject: string, fault: CommandFault): string {
  switch (fault.code) {
    case 'notPermitted':
      return say('refusal.notPermitted', say(`role.${fault.role}`), say(`action.${fault.action}`));
    case 'gate':
      return say('refusal.gate', stepNumber(fault.step), fault.missing.map(({ code }) => say(`gate.${code}`)).join('; '));
    case 'invalidField':
      return say('refusal.invalidField', say(`field.${fault.field}`), fault.detail);
    case 'changedMeanwhile': {
      const fields = fault.changed.map(({ path }) => say(`field.${path.split('/')[0] ?? ''}`));
      return say('refusal.changedMeanwhile', [...new Set(fields)].map(name => `“${name}”`).join(', '));
    }
    case 'notAtStep':
      return say('refusal.notAtStep', stepNumber(fault.step));
    case 'notBack':
      return say('refusal.notBack', stepNumber(fault.to));
    case 'readOnly':
      return say('fault.readOnly');
    case 'notFound':
      return say('fault.notFound', fault.id);
    case 'broken':
      return say('fault.broken', subject, fileFaultText(fault.fault));
    case 'locked':
      return say('fault.locked', subject);
    case 'strangeLock':
      return say('fault.strangeLock', subject, fault.path);
    case 'writeFailed':
    case 'unconfirmed':
      return say(`fault.${fault.code}`, subject, systemText(fault.reason), fault.reason);
    case 'recordFull':
      return say('fault.recordFull', subject, say(`full.${fault.of}`, amountText(fault.of, fault.size), amountText(fault.of, fault.limit)));
    case 'rolledBack':
      return say('fault.rolledBack', subject, fileFaultText(fault.fault));
    case 'unstorable':
      return say('fault.unstorable', subject, fileFaultText(fault.fault));
    default:
      return say(`refusal.${fault.code}`);
  }
}

/** Why something was not done with problems, known errors and incidents. */
export function knowledgeFaultText(fault: KnowledgeFault): string {
  switch (fault.code) {
    case 'unreadable':
      return loadFaultText(fault.id, fault.fault);
    case 'notCreated':
      return faultText(say(`kind.${fault.kind}`), fault.fault);
    case 'refused':
      return `${fault.id}: ${faultText(fault.id, fault.fault)}`;
    case 'nothingToApply':
    case 'safeguardUnanswered':
      return say(`ui.${fault.code}`, fault.id);
    case 'rootCauseMissing':
    case 'onlyKnownErrors':
      return say(`ui.${fault.code}`);
  }
}
