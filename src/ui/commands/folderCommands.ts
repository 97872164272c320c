import * as z from 'zod';
import { commandIds } from '../editor/contributions';
import { pickFolder } from '../folders/folderPicker';
import type { OtherFolders } from '../folders/otherFolders';
import type { Workspace } from '../workspace/workspace';
import type { Handlers } from './handlers';

const folderArgument = z.object({ path: z.string() });

/** Going to work in another folder of the window. */
export function folderCommands(workspace: Workspace, others: () => Promise<OtherFolders>) {
  return {
    [commandIds.switchFolder]: async argument => {
      const asked = folderArgument.safeParse(argument).data?.path;
      const wanted = asked ?? (await pickFolder(await (await others()).rows(), workspace.folder?.path));
      if (wanted !== undefined) await workspace.workIn(wanted);
    },
  } satisfies Handlers;
}
