/** Where each call of a trace is drawn: one row for each call, in the order in which they began, and one layer for each
 * depth. Values stand on the edges: what a call is given left of it or above it, what it gave right of it. All sizes are
 * pixels. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place extends Size {
  readonly x: number;
  readonly y: number;
}

/** What is to be placed in one row. What a call is given or gave may be nothing, of no size. */
export interface Sized {
  readonly key: string;
  readonly parent: string | undefined;
  readonly given: Size;
  readonly card: Size;
  readonly result: Size;
}

export interface Placed {
  readonly key: string;
  readonly row: { readonly y: number; readonly height: number };
  readonly given: Place;
  readonly card: Place;
  readonly result: Place;
  /** The way of what it is given, as an SVG path: from who called it to its card; and that of what it gave. */
  readonly into: string;
  readonly out: string;
  /** Where the first of these ends, at the left side of the card or at its top. */
  readonly end: { readonly x: number; readonly y: number; readonly isDown: boolean };
}

export interface Layout extends Size {
  readonly rows: readonly Placed[];
  /** Whether values stand left of what is given them, and not above it. */
  readonly isWide: boolean;
  /** Where the edges of the outermost calls begin. */
  readonly start: { readonly x: number; readonly y: number } | undefined;
}

const MARGIN = 14;
const BETWEEN = 12;
/** How far below a card, from its left side, the edges to the calls in it begin. */
const TRUNK = 18;
const TURN = 22;
const ARROW = 28;
const ROUND = 8;
/** How far above a card stands what it is given, where that is not left of it. */
const ABOVE = 16;

/** Each call's values left of it where `room` pixels of width are enough for that, else above it. */
export function layout(rows: readonly Sized[], room: number): Layout {
  const wide = arranged(rows, columnsOf(rows, true), true);
  return wide.width <= room ? wide : arranged(rows, columnsOf(rows, false), false);
}

function arranged(rows: readonly Sized[], columns: ReadonlyMap<string, number>, isWide: boolean): Layout {
  const placed = new Map<string, Placed>();
  // How far down the common part of the edges from one card is drawn already.
  const drawn = new Map<string, number>();
  const between = isWide ? BETWEEN : 2 * BETWEEN;
  let start: Layout["start"];
  let y = MARGIN;
  let width = 0;
  for (const { key, parent, given, card, result } of rows) {
    const isAbove = !isWide && given.width > 0;
    const lower = Math.max(card.height, result.height, isAbove ? 0 : given.height);
    const height = lower + (isAbove ? given.height + ABOVE : 0);
    const middle = y + height - lower / 2;
    const above = parent === undefined ? undefined : placed.get(parent)?.card;
    const trunk = above === undefined ? MARGIN : above.x + TRUNK;
    const at = columns.get(key) ?? trunk + TURN;
    const centred = (x: number, size: Size): Place => ({ x, y: middle - size.height / 2, ...size });
    const cardPlace = centred(at, card);
    const givenPlace = isAbove ? { x: at, y, ...given } : centred(at - ARROW - given.width, given);
    const resultPlace = centred(at + card.width + ARROW, result);
    const entry = isAbove ? y + given.height / 2 : middle;
    start ??= { x: trunk, y: entry };
    const top = drawn.get(parent ?? "") ?? (above === undefined ? start.y : above.y + above.height);
    drawn.set(parent ?? "", Math.max(top, entry - ROUND));
    const end = isAbove ? { x: at + TRUNK, y: cardPlace.y - 1, isDown: true } : { x: at - 1, y: middle, isDown: false };
    placed.set(key, {
      key,
      row: { y, height },
      given: givenPlace,
      card: cardPlace,
      result: resultPlace,
      into: `${turned(trunk, top, entry, given.width === 0 ? end.x : givenPlace.x - 4)}${onwards(givenPlace, end)}`,
      out: result.width === 0 ? "" : `M${at + card.width} ${middle}H${resultPlace.x - 4}`,
      end,
    });
    const right = result.width === 0 ? at + card.width : resultPlace.x + result.width;
    width = Math.max(width, right, givenPlace.x + given.width);
    y += height + between;
  }
  return { rows: [...placed.values()], isWide, start, width: width + MARGIN, height: y - between + MARGIN };
}

/** Where the card of each row begins. Those of one depth whose callers stand below one another do so too. */
function columnsOf(rows: readonly Sized[], isWide: boolean): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const depths = new Map<string, number>();
  const layers: Sized[][] = [];
  for (const row of rows) {
    const depth = row.parent === undefined ? 0 : (depths.get(row.parent) ?? 0) + 1;
    depths.set(row.key, depth);
    (layers[depth] ??= []).push(row);
  }
  for (const layer of layers) {
    const trunkOf = ({ parent }: Sized): number =>
      parent === undefined ? MARGIN : (columns.get(parent) ?? MARGIN) + TRUNK;
    const widest = new Map<number, number>();
    for (const row of layer) {
      widest.set(trunkOf(row), Math.max(widest.get(trunkOf(row)) ?? 0, isWide ? row.given.width : 0));
    }
    for (const row of layer) {
      const room = widest.get(trunkOf(row)) ?? 0;
      columns.set(row.key, trunkOf(row) + TURN + (room === 0 ? 0 : room + ARROW));
    }
  }
  return columns;
}

/** Down the trunk, round the corner, and on to the right. */
function turned(trunk: number, top: number, middle: number, end: number): string {
  return middle - top < ROUND
    ? `M${trunk} ${middle}H${end}`
    : `M${trunk} ${top}V${middle - ROUND}q0 ${ROUND} ${ROUND} ${ROUND}H${end}`;
}

/** From the values to the card. */
function onwards(values: Place, end: Placed["end"]): string {
  if (values.width === 0) return "";
  return end.isDown
    ? `M${end.x} ${values.y + values.height + 3}V${end.y}`
    : `M${values.x + values.width + 4} ${end.y}H${end.x}`;
}
