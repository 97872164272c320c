/** A folder of the window, as lists and status bar tell of it. */
export interface FolderRow {
  readonly path: string;
  readonly name: string;
  /** How its incidents stand, in words. */
  readonly told: string;
  /** What of it must not be overlooked, as short as can be. */
  readonly alert: string | undefined;
  /** True where something of it is overdue. */
  readonly isOver: boolean;
  /** True where no incident was recorded in it yet. */
  readonly isEmpty: boolean;
}
