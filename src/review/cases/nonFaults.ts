import { partsOfLine } from '../suspects/changedLine';
import { kindOfPath } from '../suspects/commitDocument';
import type { Repository } from '../../git/repository';
import type { ReportTexts } from './reportText';

/** Subjects of what nobody would call an incident. */
const cosmetic =
  /\b(?:typos?|misspell\w*|spelling|grammar|whitespaces?|white ?space|indentation|code style|coding style|formatting|reformat|lint(?:er|ing)?|eslint|jshint|jscs|pylint|flake8|pep8|pycodestyle|rubocop|phpcs|checkstyle|clippy|clang-format|gofmt|go vet|prettier|rustfmt|(?:compiler |compilation |build )?warnings?|unused|comments?|docs?|documentation|doc ?blocks?|javadocs?|docstrings?|changelog|release notes?|readme|copyright|licen[sc]e headers?|CI|unit ?tests?|flaky|tests?|simplif\w*|refactor\w*|clean-?ups?|clean up|rename\w*|unnecessary|obsolete|redundant|dead code)\b/i;
/** What speaks of a fault although a word above stands beside it. */
const fault = /\b(?:crash\w*|regression|leak\w*|panic\w*|deadlock\w*|exception|corrupt\w*|hangs?|broken|fail(?:s|ed|ing|ure)?|wrong\w*)\b/i;
/** What a conventional commit says it is. */
const noFix = /^(?:feat|refactor|chore|docs|style|test|ci|build|perf)(?:\([^)]*\))?!?:/i;
const build = /\b(?:fix(?:e[sd])?|repair|unbreak|restore)\b.{0,30}\b(?:build|compil\w+|linking|linkage)\b|^build(?:fix)?\b/i;
const onlyTests = /\btests?\b/i;
const reason =
  /\b(?:causes?|caused|causing|br[eo]ken?|breaks?|breaking|fail\w*|regress\w*|crash\w*|leads? to|errors?|wrong\w*|deadlock\w*|slow\w*|leaks?|hangs?|hanging|exception|panic\w*|no longer (?:work|possible)\w*|doesn't|does not|not work\w*|incorrect\w*|unable)\b/i;
const anotherReason =
  /\b(?:no longer (?:needed|required|necessary)|not (?:needed|required|ready)|too early|by mistake|prematurely|for now until|in favou?r of|(?:unit ?|integration |flaky )?tests?|CI|jenkins|builds?|gate|nightly|workflows?)\b/i;
const machinery =
  /(?:^|\/)(?:\.(?:github|gitlab|circleci|travis|zuul|ci|azure|buildkite|cirrus|drone|semaphore|pre-commit)[^/]*|zuul\.d|ci|azure-pipelines|eng\/pipelines|Jenkinsfile|jenkins|appveyor[^/]*|tox\.ini|\.git\w+|releasenotes|changelogs?|codecov[^/]*|renovate[^/]*|release-notes|newsfragments)(?:\/|\.|$)/i;
const words = /[\p{L}]{3,}/gu;
const leastWords = 8;

/** A file that runs where the product runs, by its path. */
export function isProduct(path: string): boolean {
  return kindOfPath(path) === 'code' && !machinery.test(path);
}

/** False for messages about comments, style, tests or the build, for reverts without a reason, and for those that say nothing. */
export function tellsFault(subject: string, { report_text: report, symptom_text: symptoms }: ReportTexts, isRevert: boolean): boolean {
  if ((cosmetic.test(subject) && !(fault.test(subject) && !onlyTests.test(subject))) || build.test(subject) || noFix.test(subject))
    return false;
  if (new Set(symptoms.toLowerCase().match(words)).size < leastWords) return false;
  return !isRevert || (reason.test(report) && !anotherReason.test(report));
}

/** True where a commit changes a line of the product that is more than a comment. */
export async function changesProduct(repository: Repository, sha: string): Promise<boolean> {
  let inProduct = false;
  let changed = false;
  const read = await repository.readCommits(
    [sha],
    {
      commit: () => undefined,
      hunk: (_, { path }) => {
        inProduct = isProduct(path);
      },
      line: (_, text) => {
        changed ||= inProduct && /\w/.test(withoutComment(text));
      },
    },
    { patch: true },
  );
  return read.ok && changed;
}

function withoutComment(line: string): string {
  const { code, strings } = partsOfLine(line);
  return `${code}${strings}`;
}
