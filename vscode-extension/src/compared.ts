/** What is compared when a fill is suggested for a hole: the code, as far as a fill can change it. */

/** A docstring that a function begins with: it belongs to the question, and no fill changes it. */
const DOCSTRING =
  /(:[ \t]*(?:#[^\n]*)?\n)(?:[ \t]*\n)*[ \t]+[rRuU]?("""|'''|"|')(?:\\[\s\S]|(?!\2)[\s\S])*\2[ \t]*(?:#[^\n]*)?(?:\n|$)/;

/** The sentence on what it is that the server begins a suggestion with, which a title says already. */
const HEADING = /^# .*\n\n/;

/** A function as it stands in a sketch, with the lines that it is on: moved to the left, without its docstring. */
export function functionAlone(lines: string): string {
  const text = plain(lines);
  const indented = /^[ \t]*/.exec(text)?.[0] ?? "";
  const moved = text.split("\n").map((line) => (line.startsWith(indented) ? line.slice(indented.length) : line));
  return moved.join("\n").replace(DOCSTRING, "$1");
}

/** A suggestion, as the server shows it. */
export function suggestionAlone(said: string): string {
  return plain(plain(said).replace(HEADING, ""));
}

/** Whether a fill is a whole function, and not only the body of one that stands in the sketch. */
export function isFunction(source: string): boolean {
  return /^\s*(?:@|(?:async\s+)?def\b)/.test(source);
}

/** With line ends alike, and exactly one at the end. */
export function plain(text: string): string {
  return `${text.replace(/\r\n?/g, "\n").trimEnd()}\n`;
}
