import type { SharedBranch } from '../../app/sharing/sharedBranch';
import type { SharedStore } from '../../app/sharing/sharedStore';
import { waysOf, type Way } from '../../app/sharing/ways';
import { chooseOne } from '../editor/ask';
import { words } from '../editor/hostWords';
import { sharingText } from './sharingText';

/** What a person does, over which branch. */
interface ChosenWay {
  readonly way: Way;
  readonly branch: SharedBranch;
}

/** Shows how it stands, with what can be done, that of the branch with which it stands worse first; undefined when it is put away. */
export async function chooseWay(shared: SharedStore, mayDrop: boolean): Promise<ChosenWay | undefined> {
  const { state } = shared;
  const worstFirst = [...shared.shared].sort((one, other) => Number(other.state === state) - Number(one.state === state));
  const branches = worstFirst.length > 0 ? worstFirst : [shared.of('all')];
  const offered = branches.flatMap((branch, at) => {
    const told = branches.length > 1 ? words.sharing.audience[branch.state.sharing?.audience ?? 'all'] : undefined;
    const ways = waysOf(branch.state, mayDrop).filter(
      way => !(way === 'sync' && at > 0) && !(way === 'showKept' && shared.kept.length === 0),
    );
    return ways.map(way => ({ label: words.sharing.ways[way], told: way === 'sync' ? undefined : told, value: { way, branch } }));
  });
  const more = shared.of('fewer').state.sharing ? [] : [{ way: 'shareRestricted' as const, branch: shared.of('fewer') }];
  const title = branches.map(branch => sharingText(branch.state)).join(' · ');
  return chooseOne<ChosenWay>(title, [...offered, ...more.map(value => ({ label: words.sharing.ways[value.way], value }))]);
}
