/** What went wrong, in words for a person. */

/** What an error says: begun with a capital, unless it begins with a name, and ended as a sentence is. */
export function sentence(error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).trim();
  const begun = /^[a-z]+[,:;]?\s/.test(said) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** What a message says of a call, where the call stands beside it already. */
export function withoutCall(message: string, call: string): string {
  return message.startsWith(`${call}: `) ? message.slice(call.length + 2) : message;
}
