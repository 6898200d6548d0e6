/** Where each call of a trace is drawn: one row for each call, in the order in which they began, and one layer for each
 * depth. Values stand on the edges: what a call is given left of it, what it gave right of it. All sizes are pixels. */

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
}

export interface Layout extends Size {
  readonly rows: readonly Placed[];
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

export function layout(rows: readonly Sized[]): Layout {
  const columns = columnsOf(rows);
  const placed = new Map<string, Placed>();
  // How far down the common part of the edges from one card is drawn already.
  const drawn = new Map<string, number>();
  let start: Layout["start"];
  let y = MARGIN;
  let width = 0;
  for (const { key, parent, given, card, result } of rows) {
    const height = Math.max(given.height, card.height, result.height);
    const middle = y + height / 2;
    const above = parent === undefined ? undefined : placed.get(parent)?.card;
    const trunk = above === undefined ? MARGIN : above.x + TRUNK;
    const at = columns.get(key) ?? trunk + TURN;
    const centred = (x: number, size: Size): Place => ({ x, y: middle - size.height / 2, ...size });
    const cardPlace = centred(at, card);
    const givenPlace = centred(at - ARROW - given.width, given);
    const resultPlace = centred(at + card.width + ARROW, result);
    start ??= { x: trunk, y: middle };
    const top = drawn.get(parent ?? "") ?? (above === undefined ? start.y : above.y + above.height);
    drawn.set(parent ?? "", Math.max(top, middle - ROUND));
    placed.set(key, {
      key,
      row: { y, height },
      given: givenPlace,
      card: cardPlace,
      result: resultPlace,
      into: into(trunk, top, middle, given.width === 0 ? undefined : givenPlace, at),
      out: result.width === 0 ? "" : line(at + card.width, middle, resultPlace.x - 4),
    });
    width = Math.max(width, result.width === 0 ? at + card.width : resultPlace.x + result.width);
    y += height + BETWEEN;
  }
  return { rows: [...placed.values()], start, width: width + MARGIN, height: y - BETWEEN + MARGIN };
}

/** Where the card of each row begins. Those of one depth whose callers stand below one another do so too. */
function columnsOf(rows: readonly Sized[]): ReadonlyMap<string, number> {
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
      widest.set(trunkOf(row), Math.max(widest.get(trunkOf(row)) ?? 0, row.given.width));
    }
    for (const row of layer) {
      const room = widest.get(trunkOf(row)) ?? 0;
      columns.set(row.key, trunkOf(row) + TURN + (room === 0 ? 0 : room + ARROW));
    }
  }
  return columns;
}

/** Down the trunk, round the corner, to the values, and from them on to the card. */
function into(trunk: number, top: number, middle: number, values: Place | undefined, card: number): string {
  const end = values === undefined ? card - 1 : values.x - 4;
  const turn =
    middle - top < ROUND
      ? `M${trunk} ${middle}H${end}`
      : `M${trunk} ${top}V${middle - ROUND}q0 ${ROUND} ${ROUND} ${ROUND}H${end}`;
  return values === undefined ? turn : `${turn}${line(values.x + values.width + 4, middle, card - 1)}`;
}

function line(from: number, y: number, to: number): string {
  return `M${from} ${y}H${to}`;
}
