import { Disposables, type Disposable } from '../../base/disposables';
import { failure, success, type Result } from '../../domain/foundation/result';
import type { RecordId } from '../../domain/records';
import { pageMessageSchema, type PagePlace, type RecordHostMessage } from '../../protocol/recordPage';
import { loadFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import { decisionSettings, roleSetting } from '../editor/settings';
import { UserError } from '../editor/userError';
import { aroundOf } from './around';
import { FormHost, tabTitle } from './formHost';
import { answerPageRequest, isPageRequest, type PageRequest } from './pageRequests';
import type { PageWindow } from './pageWindow';
import type { PanelPart, PanelPorts, PanelSide } from './panelPart';
import { RecordSender, type LoadedRecord } from './recordSender';

/**
 * The host of the page of one record, of whatever kind: sends the entries that the page lacks and what stands around the record, whenever
 * something of it changes, and answers requests. What a kind adds is its part.
 */
export class RecordPanel<I extends RecordId, R> implements Disposable {
  private readonly begun = new Disposables();
  private readonly form: FormHost<R | PageRequest>;
  private readonly part: PanelPart<I, R>;

  constructor(
    readonly id: I,
    private readonly window: PageWindow,
    private readonly ports: PanelPorts,
    makePart: (id: I, side: PanelSide) => PanelPart<I, R>,
    private place?: PagePlace,
    private path?: string,
  ) {
    const { workspace, rights, folder } = ports;
    const part = makePart(id, {
      ports,
      post: message => {
        this.post(message);
      },
      sendState: () => this.form.sendState(),
      sent: () => this.form.sent(),
      mistake: error => this.form.mistake(error),
    });
    this.part = this.begun.add(part);
    const sender = new RecordSender<I>(id, {
      folder: folder.path,
      load: () => this.load(),
      linking: () => workspace.store?.linkingTo(id) ?? [],
      writes: () => (rights.mayAct() ? roleSetting() : undefined),
      // Only proposed in forms: asked once, while the page is still loading. Entries ask anew when they are written.
      person: workspace.actor(),
      rules: () => {
        const { priorityMatrix, releaseRule, ownDuties } = decisionSettings();
        return { priorityMatrix: priorityMatrix.map(row => [...row]), releaseRule, ownDuties: [...ownDuties] };
      },
      shows: record => {
        part.shows?.(record);
        const title = tabTitle(id, record.values.title ?? '');
        window.name(workspace.folderName === undefined ? title : fill(words.folders.titled, { title, folder: workspace.folderName }));
      },
      post: message => {
        this.post(message);
      },
    });
    const form = new FormHost<R | PageRequest>(id, window, ports, {
      schema: pageMessageSchema(part.requests),
      answer: request => {
        // Everything below asks the folder at work, and another record may have the same id there.
        if (folder.notAtWork !== undefined) throw new UserError(folder.notAtWork);
        return isPageRequest(request) ? answerPageRequest(id, request, ports) : part.answer(request);
      },
      begins: () => {
        sender.forget();
      },
      state: state => (folder.isAtWork ? sender.read(state) : Promise.resolve(() => this.sendElsewhere())),
      workHere: () => folder.workHere(),
      opened: draft => {
        this.showPlace();
        part.typed?.(draft);
      },
      typed: draft => {
        part.typed?.(draft);
      },
    });
    this.form = this.begun.add(form);
    this.begun.add(
      workspace.onDidChange(ids => {
        if (ids.length > 0 && !folder.isAtWork) return;
        if (sender.concerns(ids)) void form.sendState();
        part.changed?.();
      }),
    );
    const sendAnew = (): void => {
      void form.sendState();
    };
    this.begun.add(rights.onDidChange(sendAnew));
    this.begun.add(ports.withdrawn.onDidChange(sendAnew));
    window.name(id);
  }

  /** Brings the panel to the front, to `place`, and there to the field or row at `path`. */
  reveal(place?: PagePlace, path?: string): void {
    this.window.reveal();
    [this.place, this.path] = [place, path];
    this.showPlace();
  }

  dispose(): void {
    this.begun.dispose();
  }

  /** Sent again when the page of a hidden panel is loaded anew, which may be after `reveal`. */
  private showPlace(): void {
    if (this.place) this.part.showPlace?.(this.place, this.path);
  }

  private async load(): Promise<Result<LoadedRecord<I>, string>> {
    const { store } = this.ports.workspace;
    if (!store) return failure(words.ui.noFolder);
    const loaded = await store.load(this.id);
    if (!loaded.ok) return failure(loadFaultText(this.id, loaded.error));
    const [proofs, isWithdrawn] = await Promise.all([this.ports.proofs.of(loaded.value), this.ports.withdrawn.has(this.id)]);
    return success({ ...loaded.value, around: aroundOf(loaded.value, store, proofs, isWithdrawn) });
  }

  private sendElsewhere(): boolean {
    const { name, notAtWork = '' } = this.ports.folder;
    this.post(name === undefined ? { type: 'gone', message: notAtWork } : { type: 'elsewhere', folder: name });
    return false;
  }

  private post(message: RecordHostMessage): void {
    this.window.post(message);
  }
}
