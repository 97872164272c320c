/** What a page's code finds in its browser, as far as a test needs it that draws nothing: a line to the host that says nothing, and no element. */
export function pageGlobals(): { readonly root: HTMLElement; restore(): void } {
  const nothing = (): undefined => undefined;
  const globals = {
    window: {
      hostLine: { post: nothing, kept: nothing, keep: nothing, listen: nothing },
      matchMedia: () => ({ addEventListener: nothing }),
    },
    document: { activeElement: null },
    HTMLElement: EventTarget,
    CSS: { escape: (text: string) => text },
  };
  const before = Object.keys(globals).map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  Object.assign(globalThis, globals);
  const restore = (): void => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  };
  return { root: { querySelector: () => null } as unknown as HTMLElement, restore };
}
