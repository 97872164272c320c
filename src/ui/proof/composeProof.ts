import * as vscode from 'vscode';
import { Proofs } from '../../app/proofs';
import { Signing } from '../../app/signing';
import { StoredKeys } from '../../app/storedKeys';
import type { Disposables } from '../../base/disposables';
import { signingKeySetting } from '../editor/laterSettings';
import type { Workspace } from '../workspace/workspace';
import { tellUnsigned } from './unsigned';
import { Verifications, type SharedElsewhere } from './verifications';

/** What signs, what says what signatures show, and what checks everything. */
export interface Proving {
  readonly signing: Signing;
  readonly proofs: Proofs;
  readonly verifications: Verifications;
}

/** Composes it for the window's folder. What it begins ends with `begun`. */
export function composeProof(workspace: Pick<Workspace, 'store'>, shared: SharedElsewhere, begun: Disposables): Proving {
  const keys = new StoredKeys(() => workspace.store);
  const proofs = new Proofs(() => keys.current());
  const signing = begun.add(
    new Signing({
      mayRun: () => vscode.workspace.isTrusted,
      chosenKey: signingKeySetting,
      told: (id, fault) => void tellUnsigned(id, fault),
    }),
  );
  return { signing, proofs, verifications: begun.add(new Verifications(proofs, shared)) };
}
