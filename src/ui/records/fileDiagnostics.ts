import * as vscode from 'vscode';
import { Disposables } from '../../base/disposables';
import type { FileFault } from '../../store/fault';
import { fileOf } from '../../store/recordFile';
import { fileFaultText } from '../editor/faultText';
import { words } from '../editor/hostWords';
import { fill } from '../../words/words';
import type { StoreSource } from '../workspace/workspace';

/** What is wrong with store files, in the Problems view and in the open file, at its line. */
export class FileDiagnostics implements vscode.Disposable {
  private readonly begun = new Disposables();
  private readonly collection = this.begun.add(vscode.languages.createDiagnosticCollection('faultline'));

  constructor(private readonly records: StoreSource) {
    this.begun.add(
      records.onDidChange(() => {
        this.draw();
      }),
    );
    this.draw();
  }

  dispose(): void {
    this.begun.dispose();
  }

  private draw(): void {
    const { store } = this.records;
    const faulty = (store?.entries() ?? []).filter(entry => entry.fault !== undefined);
    this.collection.clear();
    // All at once: each call goes to the window, and there may be ten thousand.
    this.collection.set(
      faulty.flatMap(({ id, fault }) => (store && fault ? [[vscode.Uri.file(fileOf(store.folder, id)), [diagnosticOf(fault)]]] : [])),
    );
  }
}

function diagnosticOf(fault: FileFault): vscode.Diagnostic {
  const line = Math.max(0, (fault.line ?? 1) - 1);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER),
    fill(words.file.notUsed, { why: fileFaultText(fault) }),
  );
  diagnostic.source = 'Faultline';
  diagnostic.code = fault.code;
  return diagnostic;
}
