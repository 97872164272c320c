/** A text for quick picks and the status bar, where `$(name)` would become an icon. */
export function plainLabel(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}

/** A text for notifications, where `[text](address)` would become a link, even one that runs a command. */
export function plainMessage(text: string): string {
  return text.replace(/\]\(/g, '] (');
}
