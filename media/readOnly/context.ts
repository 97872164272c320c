import type { FormFacts, Kind } from '../../src/domain/records';
import type { ListedIncident } from '../../src/protocol/readOnlyPage';
import type { ListView, SavedView } from '../../src/protocol/savedView';
import type { Words } from '../../src/words/words';
import type { FiguresLook } from './figures';
import type { FindingsLook } from './findingsLook';
import type { Filter, Only, Sort } from './filter';

/** What is in sight beside the list of a kind. */
export const otherTabs = ['patterns', 'register', 'figures'] as const;

/** What is in sight: the list of a kind, the patterns of failure, the check of the register of interfaces, or the figures of the process. */
export type Listed = Kind | (typeof otherTabs)[number];

/** What the parts of the page read and call. */
export interface ReadOnlyContext {
  readonly words: Words;
  readonly incidents: readonly ListedIncident[];
  readonly others: readonly FormFacts[];
  /** True while more of the list is on its way: what is counted now is not what there is. */
  readonly isComing: boolean;
  readonly listed: Listed;
  readonly list: (listed: Listed) => void;
  /** Which figures of the process are looked at. */
  readonly figures: FiguresLook;
  readonly findings: FindingsLook;
  /** Lists these incidents and no others. */
  readonly narrow: (only: Only) => void;
  /** Goes back to the finding that the list was narrowed to the incidents of. */
  readonly backToFinding: (key: string) => void;
  readonly broken: readonly { readonly id: string; readonly reason: string }[];
  readonly filter: Filter;
  /** The column the list is sorted by; undefined where it is in an order of its own: what still matters first. */
  readonly sort: Sort | undefined;
  readonly shown: string | undefined;
  /** How many rows are drawn. */
  readonly portion: number;
  readonly showMore: () => void;
  readonly setFilter: (change: Partial<Filter>) => void;
  readonly setSort: (sort: Sort) => void;
  readonly show: (id: string) => void;
  readonly showBreaches: () => void;
  readonly makeReport: () => void;
  /** The views that the reader has kept. */
  readonly views: readonly SavedView[];
  readonly choose: (view: ListView) => void;
  /** Keeps how the list is looked at now; the host asks for a name and proposes this one. */
  readonly keepView: (view: ListView, name: string | undefined) => void;
  readonly forgetView: (name: string) => void;
  /** Puts what is listed of these records into the clipboard or a document of CSV. */
  readonly take: (into: 'clipboard' | 'csv', ids: readonly string[]) => void;
}
