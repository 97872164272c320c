import type { FigureSection } from '../words/figures/figureSection';

/** A part of the report: its words, its items, its picture, its table and what stands under titles of its own, in this order. */
export interface ReportSection extends Omit<FigureSection, 'id'> {
  readonly items?: readonly string[];
  readonly parts?: readonly { readonly title: string; readonly items: readonly string[] }[];
}
