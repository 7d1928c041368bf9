/** Lines that go beyond a canvas: where one is zoomed into, their ends may lie millions of dots away. */

type Dot = readonly [number, number];

/**
 * The part of a straight line that lies on a canvas of so many dots; undefined where none does. After Y.-D. Liang and
 * B. A. Barsky: https://en.wikipedia.org/wiki/Liang%E2%80%93Barsky_algorithm
 */
export function clipLine(
  from: Dot,
  to: Dot,
  canvas: { readonly width: number; readonly height: number },
): [Dot, Dot] | undefined {
  if (isOn(from, canvas) && isOn(to, canvas)) return [from, to];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const edges = [
    [-dx, from[0]],
    [dx, canvas.width - 1 - from[0]],
    [-dy, from[1]],
    [dy, canvas.height - 1 - from[1]],
  ] as const;
  let [enters, leaves] = [0, 1];
  for (const [along, room] of edges) {
    if (along === 0 && room < 0) return undefined;
    if (along < 0) enters = Math.max(enters, room / along);
    if (along > 0) leaves = Math.min(leaves, room / along);
  }
  if (enters > leaves) return undefined;
  const at = (share: number): Dot => [Math.round(from[0] + share * dx), Math.round(from[1] + share * dy)];
  return [at(enters), at(leaves)];
}

function isOn([x, y]: Dot, { width, height }: { readonly width: number; readonly height: number }): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}
