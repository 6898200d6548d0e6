/** What went wrong, as a sentence for a person. */

/** What an error says: begun with a capital, unless it begins with a name, and ended as a sentence is. */
export function sentence(error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).trim();
  const begun = /^[a-z]+[,:;]?\s/.test(said) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
