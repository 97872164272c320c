import { firstSentence } from '../suspects/query';
import { withoutTrailers } from '../suspects/commitDocument';
import type { Told } from './historyIndex';
import { plainReferences } from './namedCulprits';
import { symptomsOf } from './symptoms';

/** Stands for a commit that was named. */
const named = '\ufffc';
const reference =
  /\b(?:I[0-9a-f]{7,40}|(?=[a-f]*\d)[0-9a-f]{7,64}|v\d[\w.-]*[~^][\d~^]*|(?:PR|GH|CL)[ /-]?#?\d{2,9}|[rD]\d{3,7}|T\d{4,7})\b|(?<![\w&#!])(?:[\w.-]{1,40}\/[\w.-]{1,60})?[#!]\d+\b|\[\d{3,7}\]/g;
/** A reference with what is said about it: `commit 1a2b3c4 ("Subject", 2020-01-01)`. */
const naming = new RegExp(
  String.raw`(?:\b(?:commits?|changes?|changesets?|PRs?|pull requests?|CLs?|revisions?|issues?|bugs?)\s+)?${named}(?:\s*\((?:["“'\x60]|\w[^()\n]{3,120}, )[^()]{0,150}(?:\([^()]*\)[^()]{0,80})?\))?`,
  'gi',
);
const clauseOfTitle = new RegExp(
  String.raw`[,;:]?\s*[([]?(?:\b(?:a|the|that|was|were|is|which|regression|regressed|introduced|caused|broken|added|made|due|follow-?up|amends?|in|by|since|from|after|of|to|for|with|fixes|fix|ref|refs|see|closes|resolves):?\s+)*${named}(?:\s*(?:,|and|&)\s*${named})*[)\]]*`,
  'gi',
);
/** Fields of Phabricator and Subversion, in which nobody tells what went wrong. */
const otherFields =
  /^(?:Test Plan|Reviewers|Reviewed By|Subscribers|Differential Revision|Maniphest Tasks|Tags|Props|git-svn-id|Cc|CC)\b:? .*(?:\n(?!\w[\w ]{1,30}:|\n).*)*|^Test Plan:\n(?:(?!^(?:Reviewers|Subscribers|Reviewed By|Differential)).*\n?)*/gm;
const endingTrailers =
  /^(?:Bugs?|BUG|Issues?|Updates?|Fixes|Closes|Resolves|Refs?|See|For|Related|Task-number|Pick-to|Backport|Release Notes?|RELNOTES|PiperOrigin-RevId|Merges|TEST|Depends on|Needed-By|Context|Relates|Part of|PR-URL)\b:?(?:[\s:,]|and|PBI|bug)*(?:(?:\ufffc|[A-Z]{1,20}-\d+|None|no\b|yes\b|[\d.]|dev)(?:\ufffc|[A-Z]{1,20}-\d+|None|no\b|yes\b|[\d.,]|dev|\s)*)?$/gim;

/** What a merge is called; what it brings is told below. */
const mergeOfPull = /^(?:Merge pull request|Auto merge of|Rollup merge of|Merge) #\d/i;

/** The three kinds of text of a report. */
export type ReportTexts = Readonly<Record<'title' | 'report_text' | 'symptom_text', string>>;

/**
 * A fix's message as a report: without what gives the answer away (hashes, numbers, addresses, the culprits' subjects, trailers), and the
 * symptoms also without the sentences that speak of the culprit.
 */
export function reportTexts(fix: Told, culprits: readonly Told[]): ReportTexts {
  const subjects = [...new Set(culprits.flatMap(({ subject }) => subjectsOf(subject)))];
  const body = cleaned(withoutTrailers(fix.body), subjects);
  const written = mergeOfPull.test(fix.subject) ? '' : fix.subject;
  const subject = cleaned(written.replace(/^(?:Partial(?:ly)? )?Revert(?:ed|s)?:?\s+/i, ''), subjects);
  const plain = tidy(body.replace(naming, ' '));
  const symptoms = tidy(withoutCulprit(body));
  const ownTitle = tidy(subject.replace(clauseOfTitle, ' '));
  if (/\w{3}/.test(ownTitle))
    return { title: ownTitle, report_text: `${ownTitle}\n${plain}`, symptom_text: symptomsOf(ownTitle, symptoms) };
  // A merge, or a revert whose subject was the culprit's: what it says first is its title.
  return {
    title: firstSentence(unwrapped(symptoms === '' ? plain : symptoms)),
    report_text: plain,
    symptom_text: symptomsOf('', symptoms),
  };
}

/** Paragraphs as one line each. */
function unwrapped(text: string): string {
  return text.replace(/(\S)\n(?=\S)/g, '$1 ');
}

/** A subject, and without the number that was put behind it. */
function subjectsOf(subject: string): readonly string[] {
  const bare = subject.replace(/(?:\s*\((?:#|GH-)\d+\))+$/, '').replace(/\.$/, '');
  return [subject, bare].filter(({ length }) => length >= 12);
}

/** A text without the culprits' subjects, every reference a mark. */
function cleaned(text: string, subjects: readonly string[]): string {
  const withoutSubjects = subjects.reduce((rest, subject) => rest.replace(asWrapped(subject), ' '), text.replace(/\r/g, ''));
  return plainReferences(withoutSubjects)
    .replace(/<!--.*?-->/gs, '')
    .replace(otherFields, '')
    .replace(/\(cherry picked from [^)\n]*\)|^#? ?Conflicts:\n(?:#?\s+.*\n?)*/gim, '')
    .replace(/\b(?:this (?:partially )?)?reverts? (?:commits?|changeset|CL)\b[^.\n]*(?:\n[0-9a-f]{7,64})?\.?/gi, '')
    .replace(/https?:\/\/\S+/g, '')
    .replace(reference, named)
    .replace(endingTrailers, '')
    .replace(/\(\s*(?:["'“”]{1,2}\s*){0,2}\)/g, '');
}

/** A subject as it stands in a text, which may break it over lines. */
function asWrapped(subject: string): RegExp {
  return new RegExp(
    subject
      .split(/\s+/)
      .map(word => word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
      .join(String.raw`\s+(?:>\s)?`),
    'g',
  );
}

/** A body without the sentences that say what the culprit did; “since it” tells when, and stays. */
function withoutCulprit(body: string): string {
  return body
    .split(/\n{2,}/)
    .map(paragraph =>
      paragraph
        .split(/(?<=[.!?])\s+(?=[A-Z"'\x60\ufffc(])/)
        .filter(sentence => !speaksOfCulprit(sentence))
        .join(' ')
        .replace(naming, ' '),
    )
    .join('\n\n');
}

function speaksOfCulprit(sentence: string): boolean {
  const told = sentence.replace(
    new RegExp(String.raw`\b(?:since|after|as of|ever since|starting (?:with|from))\s+(?:the\s+)?${naming.source}`, 'gi'),
    ' ',
  );
  return (
    told.includes(named) ||
    /\b(?:that|said|offending|original|aforementioned|mentioned|previous|earlier) (?:commit|change|patch|PR|pull request)\b/i.test(told)
  );
}

function tidy(text: string): string {
  return text
    .replaceAll(named, ' ')
    .replace(/\(\s*\)|\[\s*\]|["“'\x60]\s*["”'\x60](?=\s|$)/g, ' ')
    .replace(/(\S)[ \t]{2,}/g, '$1 ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
