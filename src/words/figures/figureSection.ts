/** Columns and rows of texts; the first column names the row. */
export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a picture is drawn from. `said` is what it shows, for whoever does not see it. */
export interface Chart {
  readonly kind: 'bars' | 'lines';
  readonly said: string;
  /** Along the horizontal axis, as a bar or point is called; `names` where there is no room for so much. */
  readonly categories: readonly string[];
  readonly names?: readonly string[];
  /** Categories that are only partly in what is shown, by their place: their bars are drawn in outline. */
  readonly partial?: readonly number[];
  /** A line ends where its values do. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Shares of 0 to 1 are told in per cent. */
  readonly unit: 'count' | 'share';
}

/** A part of what the figures say: in words, as a picture where there is one, and the same numbers as a table. */
export interface FigureSection {
  readonly id: 'months' | 'durations' | 'left' | 'groups' | 'shares' | 'ageing';
  readonly title: string;
  readonly texts: readonly string[];
  readonly chart?: Chart;
  readonly table?: FigureTable;
}
