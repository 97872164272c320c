import * as z from 'zod';
import { roles } from '../../domain/vocabulary/actor';
import { alertKinds } from '../../domain/incident/alerts';
import { detectForm } from '../../domain/incident/forms/detect';
import { releaseRules } from '../../domain/incident/measure';
import { defaultPriorityMatrix, defaultRestoreHours, priorityMatrixSchema, restoreHoursSchema } from '../../domain/vocabulary/priority';

interface Setting<S extends 'application' | 'resource', T> {
  /** `application`: the person's alone, taken neither from a workspace nor from a machine or container. `resource`: each folder may have its own. */
  readonly scope: S;
  readonly schema: z.ZodType<T>;
  /** What counts where nothing is set, or somebody wrote something that is none. */
  readonly fallback: T;
}

const own = <T>(schema: z.ZodType<T>, fallback: T): Setting<'application', T> => ({ scope: 'application', schema, fallback });
const ofFolder = <T>(schema: z.ZodType<T>, fallback: T): Setting<'resource', T> => ({ scope: 'resource', schema, fallback });

const days = z.number().int().min(0).max(365);

/** Every setting by its key behind `faultline.`. Each stands in package.json with this scope and default, and the other way round (a test compares). */
export const settingTable = {
  role: own(z.enum(roles), 'administrator'),
  userName: own(z.string(), ''),
  signingKey: own(z.string().max(10_000), ''),
  defaultTlp: own(z.enum(detectForm.security.tlp.options), 'AMBER'),
  priorityMatrix: own(priorityMatrixSchema, defaultPriorityMatrix as z.infer<typeof priorityMatrixSchema>),
  release: own(z.enum(releaseRules), 'major'),
  observationDays: own(z.object({ P1: days.default(14), P2: days.default(7), P3: days.default(3), P4: days.default(1) }), {
    P1: 14,
    P2: 7,
    P3: 3,
    P4: 1,
  }),
  restoreHours: own(restoreHoursSchema, defaultRestoreHours),
  notify: own(z.array(z.enum(alertKinds)), [...alertKinds]),
  /** Read row by row (`readOwnDuties`), so that a bad one does not take the others away. */
  duties: own(z.array(z.unknown()), []),
  'retention.years': own(z.number().int().min(0).max(100), 0),
  showSources: own(z.boolean(), false),
  'sync.automatic': own(z.boolean(), true),
  'sync.minutes': own(z.number().min(1).max(1440), 5),
  storePath: ofFolder(z.string().min(1), '.faultline'),
  'store.withCode': ofFolder(z.boolean(), false),
  'suspects.days': ofFolder(z.number().int().min(1).max(3650), 60),
  'suspects.commits': ofFolder(z.number().int().min(10).max(10_000), 1_000),
  'suspects.learn': ofFolder(z.boolean(), true),
  'bisect.minutes': ofFolder(z.number().min(0.1).max(1440), 10),
} as const;

type Table = typeof settingTable;

/** Key of a setting. */
export type SettingKey = keyof Table;
/** Keys of the settings of a scope. */
export type KeyOf<S extends 'application' | 'resource'> = { [K in SettingKey]: Table[K]['scope'] extends S ? K : never }[SettingKey];
/** What a setting holds. */
export type ValueOf<K extends SettingKey> = z.output<Table[K]['schema']>;
