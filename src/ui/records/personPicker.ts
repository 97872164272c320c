import * as vscode from 'vscode';
import { knownNames } from '../../app/knownNames';
import { maxLineLength } from '../../domain/forms/field';
import type { Store } from '../../store/store';
import { words } from '../editor/hostWords';
import { staying } from '../editor/staying';
import { personItems, type NameItem } from './personItems';

/** Asks for a person's name: one of the register or one that has been seen is offered, and any other can be typed. Undefined when it is put away. */
export function askPerson(store: Pick<Store, 'facts'>, title: string): Promise<string | undefined> {
  const known = knownNames(store);
  const picker = vscode.window.createQuickPick<NameItem>();
  Object.assign(picker, { ...staying, title, placeholder: words.ui.assignPlaceholder, matchOnDescription: true });
  picker.items = personItems(known, '');
  const typedName = (): string => picker.value.trim().slice(0, maxLineLength);
  picker.onDidChangeValue(() => {
    picker.items = personItems(known, typedName());
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
