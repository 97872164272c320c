import { notAtWork } from '../workspace/notAtWork';
import type { Workspace } from '../workspace/workspace';

/** The folder that the record of a panel lies in; it may be another than the one at work. */
export class PanelFolder {
  /** `path` is empty in a window without folders. */
  constructor(
    private readonly workspace: Workspace,
    readonly path: string,
  ) {}

  /** False while another folder is at work: what is asked of the workspace then would be asked of that. */
  get isAtWork(): boolean {
    return this.notAtWork === undefined;
  }

  /** Its name; undefined where it is not open in the window any more. */
  get name(): string | undefined {
    return this.workspace.folders.find(({ path }) => path === this.path)?.name;
  }

  /** In words that it is not at work; undefined where it is. */
  get notAtWork(): string | undefined {
    return notAtWork(this.workspace, this.path);
  }

  /** Goes to work in it. */
  workHere(): Promise<void> {
    return this.workspace.workIn(this.path);
  }
}
