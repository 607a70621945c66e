// Which work lies beside, above or below another on the wall.

export interface Spot {
  x: number;
  y: number;
  height: number;
}

/** The index an arrow key leads to; the same one at the edge of the wall. */
export function towards(key: string, at: number, spots: Spot[]): number {
  const last = spots.length - 1;
  if (key === "ArrowRight") return Math.min(last, at + 1);
  if (key === "ArrowLeft") return Math.max(0, at - 1);
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "ArrowDown") return inNextRow(at, spots, 1);
  if (key === "ArrowUp") return inNextRow(at, spots, -1);
  return at;
}

function inNextRow(at: number, spots: Spot[], way: 1 | -1): number {
  const from = spots[at];
  if (!from) return at;
  const beyond = spots
    .map((spot, index) => ({ ...spot, index, rise: (spot.y - from.y) * way }))
    .filter(({ rise, height }) => rise > Math.min(height, from.height) / 2);
  const nearest = Math.min(...beyond.map(({ rise }) => rise));
  const row = beyond.filter(({ rise, height }) => rise < nearest + height / 2);
  row.sort((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x));
  return row[0]?.index ?? at;
}
