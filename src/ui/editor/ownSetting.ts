/** What VS Code says about where a setting's values come from. It names the two halves of the global value only at run time. */
interface Inspected {
  readonly globalValue?: unknown;
  /** From the person's own settings. */
  readonly globalLocalValue?: unknown;
  /** From the settings of the machine or container that the window is connected to. */
  readonly globalRemoteValue?: unknown;
}

/** What the person set for themselves: nothing of a workspace, a folder, or a machine or container they are connected to. */
export function ownSetting({ globalValue, globalLocalValue, globalRemoteValue }: Inspected = {}): unknown {
  return globalRemoteValue === undefined ? globalValue : globalLocalValue;
}
