import { sameText } from '../../domain/foundation/sameText';
import type { FactsOf } from '../../domain/records';
import { matchesGlob } from '../../domain/component/glob';
import type { Need } from '../../domain/vocabulary/protectionNeed';
import { insideWorkspace } from './paths';

/** A component that an incident may concern, and the path that says so. */
export interface OfferedComponent {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** What an incident inherits from one of its components: how much protection it needs, and the safeguards in force (M 6.131, M 6.124). */
export interface InheritedComponent {
  readonly id: string;
  readonly name: string;
  readonly need?: Need;
  readonly safeguards: readonly string[];
}

/** The components whose globs match one of the paths and which are not named yet, in the order of the components. */
export function componentsOf(
  paths: readonly string[],
  components: readonly FactsOf<'component'>[],
  named: readonly string[],
): readonly OfferedComponent[] {
  const known = new Set(named.map(sameText));
  const inside = paths.flatMap(insideWorkspace);
  return components.flatMap(({ id, title, paths: globs = [] }) => {
    if (known.has(sameText(title))) return [];
    const path = inside.find(candidate => globs.some(glob => matchesGlob(glob, candidate)));
    return path === undefined ? [] : [{ id, name: title, path }];
  });
}

/** What the named components bring along; names that are no component's bring nothing. */
export function inheritedFrom(named: readonly string[], components: readonly FactsOf<'component'>[]): readonly InheritedComponent[] {
  return named.flatMap(name => {
    const component = components.find(({ title }) => sameText(title) === sameText(name));
    if (!component) return [];
    const { id, title, protectionNeed, safeguards } = component;
    return [{ id, name: title, safeguards, ...(protectionNeed && { need: protectionNeed }) }];
  });
}
