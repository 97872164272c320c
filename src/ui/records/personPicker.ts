import * as vscode from 'vscode';
import { knownNames } from '../../app/knownNames';
import { maxLineLength } from '../../domain/forms/field';
import { plainLabel } from '../../words/plain';
import type { Store } from '../../store/store';
import { words } from '../editor/hostWords';
import { staying } from '../editor/staying';

interface NameItem extends vscode.QuickPickItem {
  readonly name: string;
}

/** Asks for a person's name: one of the register or one that has been seen is offered, and any other can be typed. Undefined when it is put away. */
export function askPerson(store: Store, title: string): Promise<string | undefined> {
  const known: readonly NameItem[] = knownNames(store).map(({ name, roles }) => ({
    name,
    label: plainLabel(name),
    description: roles.map(role => words.role[role]).join(', '),
  }));
  const picker = vscode.window.createQuickPick<NameItem>();
  Object.assign(picker, { ...staying, title, placeholder: words.ui.assignPlaceholder, matchOnDescription: true, items: known });
  const typedName = (): string => picker.value.trim().slice(0, maxLineLength);
  picker.onDidChangeValue(() => {
    const typed = typedName();
    const isKnown = typed === '' || known.some(({ name }) => name === typed);
    picker.items = isKnown
      ? known
      : [{ name: typed, label: plainLabel(typed), description: words.ui.assignTyped, alwaysShow: true }, ...known];
  });
  picker.show();
  return new Promise(resolve => {
    picker.onDidAccept(() => {
      // Whoever types fast is ahead of the list.
      resolve(picker.selectedItems[0]?.name ?? (typedName() || undefined));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
  });
}
