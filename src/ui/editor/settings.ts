import * as vscode from 'vscode';
import type { Role } from '../../domain/vocabulary/actor';
import type { DecisionSettings } from '../../domain/incident/decisionContext';
import { readOwnDuties, type ReadOwnDuties } from '../../domain/vocabulary/ownDuty';
import { ownSetting } from './ownSetting';
import { settingTable, type KeyOf, type SettingKey, type ValueOf } from './settingTable';

function parse<K extends SettingKey>(key: K, value: unknown): ValueOf<K> {
  const { schema, fallback } = settingTable[key];
  const parsed = schema.safeParse(value);
  return (parsed.success ? parsed.data : fallback) as ValueOf<K>;
}

/** A setting as it stands for a workspace folder. */
export function settingOf<K extends KeyOf<'resource'>>(folder: string, key: K): ValueOf<K> {
  return parse(key, vscode.workspace.getConfiguration('faultline', vscode.Uri.file(folder)).get(key));
}

/** A setting of the person alone: VS Code takes it neither from a workspace nor from a machine or container, and this does not either. */
export function settingOfPerson<K extends KeyOf<'application'>>(key: K): ValueOf<K> {
  return parse(key, ownSetting(vscode.workspace.getConfiguration('faultline').inspect(key)));
}

/** True where a change of the configuration is one of this setting. */
export function isChanged(event: vscode.ConfigurationChangeEvent, key: SettingKey): boolean {
  return event.affectsConfiguration(`faultline.${key}`);
}

/** The person's role. */
export function roleSetting(): Role {
  return settingOfPerson('role');
}

/** Where the store of a workspace folder lies: a path inside it. */
export function storePathSetting(folder: string): string {
  return settingOf(folder, 'storePath');
}

/** The name to act under when git has none. */
export function userNameSetting(): string {
  return settingOfPerson('userName').trim();
}

/** What decisions depend on. */
export function decisionSettings(): DecisionSettings {
  return {
    priorityMatrix: settingOfPerson('priorityMatrix'),
    observationDays: settingOfPerson('observationDays'),
    defaultTlp: settingOfPerson('defaultTlp'),
    releaseRule: settingOfPerson('release'),
    restoreHours: settingOfPerson('restoreHours'),
    ownDuties: ownDutiesSetting().duties,
    retentionYears: settingOfPerson('retention.years'),
  };
}

/** The organisation's own reporting duties: the rows that can be used, and what is wrong with the others. */
export function ownDutiesSetting(): ReadOwnDuties {
  return readOwnDuties(settingOfPerson('duties'));
}

/** How far back suspect changes are looked for, and whether this repository's own past is learnt from. */
export function suspectSettings(folder: string): { readonly days: number; readonly commits: number; readonly learn: boolean } {
  return {
    days: settingOf(folder, 'suspects.days'),
    commits: settingOf(folder, 'suspects.commits'),
    learn: settingOf(folder, 'suspects.learn'),
  };
}
