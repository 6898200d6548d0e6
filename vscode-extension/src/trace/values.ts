/** Values of Python as the server writes them, read as far as a picture can be made of them. */

export type Value =
  | { readonly kind: "number"; readonly number: number; readonly isWhole: boolean }
  | { readonly kind: "bool"; readonly bool: boolean }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: readonly number[] }
  | { readonly kind: "list"; readonly items: readonly Value[]; readonly of: "list" | "tuple" | "array" }
  | { readonly kind: "other" };

const DEEPEST = 12;

/** The value that a text shows; undefined where not all of it is there, or it is nothing that we read. */
export function readValue(text: string): Value | undefined {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return reader.isAtEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw new Unreadable();
    this.space();
    const letter = this.text.charAt(this.at);
    if (letter === "[") return this.list("]", depth);
    if (letter === "(") return this.list(")", depth);
    if (letter === "{") return this.braces(depth);
    if (letter === "'" || letter === '"') return { kind: "text", text: this.quoted(false) };
    const bytes = this.taken(/b(?=['"])/y);
    if (bytes !== undefined) return { kind: "bytes", bytes: Array.from(this.quoted(true), (one) => one.charCodeAt(0)) };
    const array = this.taken(/(?:np\.|numpy\.)?array\(/y);
    if (array !== undefined) return this.array(depth);
    const number = this.taken(/[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf|nan)(?![\w.])/iy);
    if (number !== undefined) return numberOf(number);
    const word = this.taken(/True|False|None/y);
    if (word !== undefined) return word === "None" ? { kind: "other" } : { kind: "bool", bool: word === "True" };
    throw new Unreadable();
  }

  private list(close: string, depth: number): Value {
    this.at++;
    const items: Value[] = [];
    while (!this.has(close)) {
      items.push(this.value(depth + 1));
      if (this.has(",")) continue;
      if (!this.has(close)) throw new Unreadable();
      break;
    }
    return { kind: "list", items, of: close === "]" ? "list" : "tuple" };
  }

  /** A set or a dict, of which no picture is made. */
  private braces(depth: number): Value {
    this.at++;
    for (;;) {
      if (this.has("}")) return { kind: "other" };
      this.value(depth + 1);
      if (this.has(":")) this.value(depth + 1);
      if (!this.has(",")) {
        if (!this.has("}")) throw new Unreadable();
        return { kind: "other" };
      }
    }
  }

  private array(depth: number): Value {
    const content = this.value(depth + 1);
    while (this.has(",")) {
      if (this.taken(/\s*(?:dtype|shape)=(?:'[^']*'|[\w.]+|\([\d, ]*\))/y) === undefined) throw new Unreadable();
    }
    if (!this.has(")")) throw new Unreadable();
    return content.kind === "list" ? { ...content, of: "array" } : content;
  }

  private quoted(isBytes: boolean): string {
    const quote = this.text.charAt(this.at++);
    const parts: string[] = [];
    for (;;) {
      const plain = this.taken(quote === "'" ? /[^'\\]+/y : /[^"\\]+/y);
      if (plain !== undefined) parts.push(plain);
      else if (this.at >= this.text.length) throw new Unreadable();
      else if (this.text.charAt(this.at) === quote) {
        this.at++;
        return parts.join("");
      } else parts.push(this.escape(isBytes));
    }
  }

  private escape(isBytes: boolean): string {
    this.at++;
    const letter = this.text.charAt(this.at++);
    const digits = { x: 2, u: 4, U: 8 }[letter];
    if (digits !== undefined && !(isBytes && digits > 2)) {
      const code = Number.parseInt(this.text.slice(this.at, this.at + digits), 16);
      if (Number.isNaN(code) || code > 0x10ffff) throw new Unreadable();
      this.at += digits;
      return String.fromCodePoint(code);
    }
    const known: Record<string, string> = { n: "\n", r: "\r", t: "\t", "0": "\0" };
    return known[letter] ?? letter;
  }

  private has(letter: string): boolean {
    this.space();
    if (this.text.charAt(this.at) !== letter) return false;
    this.at++;
    return true;
  }

  private space(): void {
    this.taken(/\s+/y);
  }

  private taken(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

function numberOf(text: string): Value {
  const lower = text.toLowerCase();
  const number = lower.endsWith("inf")
    ? lower.startsWith("-")
      ? -Infinity
      : Infinity
    : lower.endsWith("nan")
      ? Number.NaN
      : Number(text);
  return { kind: "number", number, isWhole: /^[-+]?\d+$/.test(text) };
}
