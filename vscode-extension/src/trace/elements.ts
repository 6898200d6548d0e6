/** Parts of a page as plain values, made into real ones last, so that what is drawn can be tested without a browser.
 * Texts are only ever texts: nothing that a value says becomes markup. */

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Child[];
}

export type Child = Element | string;

type Given = string | number | boolean | undefined;

/** An element. Of attributes that are undefined or false there is none; one that is true is empty. */
export function el(tag: string, attributes: Record<string, Given> = {}, ...children: (Child | undefined)[]): Element {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    kept[name] = value === true ? "" : String(value);
  }
  return { tag, attributes: kept, children: children.filter((child) => child !== undefined) };
}

const SVG = "http://www.w3.org/2000/svg";
const OF_SVG = new Set(["svg", "path", "rect", "text", "g", "circle", "defs", "marker"]);

/** The element in a real document. */
export function toDom(element: Element, page: Document): HTMLElement | SVGElement {
  const made = OF_SVG.has(element.tag)
    ? page.createElementNS(SVG, element.tag as "svg")
    : page.createElement(element.tag);
  for (const [name, value] of Object.entries(element.attributes)) made.setAttribute(name, value);
  for (const child of element.children) made.append(typeof child === "string" ? child : toDom(child, page));
  return made;
}

/** All text in an element, in order. */
export function textIn(child: Child): string {
  return typeof child === "string" ? child : child.children.map(textIn).join("");
}

/** The element and all in it that have this class. */
export function withClass(element: Element, name: string): Element[] {
  const own = (element.attributes.class ?? "").split(" ").includes(name) ? [element] : [];
  return [...own, ...element.children.flatMap((child) => (typeof child === "string" ? [] : withClass(child, name)))];
}
