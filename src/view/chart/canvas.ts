/** A canvas of braille: every cell of the terminal is two dots wide and four high. */

/** A cell that has dots: its sign, and whose they are. */
export interface CanvasCell {
  readonly sign: string;
  /** The layer that drew there last. */
  readonly layer: number;
}

/** The bit of a dot, by its row and column within the cell: https://www.unicode.org/charts/PDF/U2800.pdf */
const BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80] as const;

export class Canvas {
  /** Dots. */
  readonly width: number;
  readonly height: number;
  readonly #columns: number;
  readonly #dots: Uint8Array;
  readonly #layers: Int16Array;

  /** Of so many cells. */
  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.width = columns * 2;
    this.height = rows * 4;
    this.#dots = new Uint8Array(columns * rows);
    this.#layers = new Int16Array(columns * rows).fill(-1);
  }

  /** Sets a dot; `y` grows downwards. What lies outside is passed over. */
  dot(x: number, y: number, layer: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const cell = (y >> 2) * this.#columns + (x >> 1);
    this.#dots[cell] = (this.#dots[cell] as number) | (BITS[(y & 3) * 2 + (x & 1)] as number);
    this.#layers[cell] = layer;
  }

  /** Draws a straight line, its ends included. https://en.wikipedia.org/wiki/Bresenham%27s_line_algorithm */
  line(from: readonly [number, number], to: readonly [number, number], layer: number): void {
    let [x, y] = from;
    const [dx, dy] = [Math.abs(to[0] - x), -Math.abs(to[1] - y)];
    const [stepX, stepY] = [Math.sign(to[0] - x), Math.sign(to[1] - y)];
    let error = dx + dy;
    for (;;) {
      this.dot(x, y, layer);
      if (x === to[0] && y === to[1]) return;
      const twice = error * 2;
      if (twice >= dy) {
        error += dy;
        x += stepX;
      }
      if (twice <= dx) {
        error += dx;
        y += stepY;
      }
    }
  }

  /** One row of cells; undefined where there is no dot. */
  row(row: number): (CanvasCell | undefined)[] {
    return Array.from({ length: this.#columns }, (_, column) => {
      const cell = row * this.#columns + column;
      const dots = this.#dots[cell] as number;
      if (dots === 0) return undefined;
      return { sign: String.fromCharCode(0x2800 + dots), layer: this.#layers[cell] as number };
    });
  }
}
