/** Paths in C's quotes: the only form in which Git's line-based inputs take every path. */
import { pathToBytes } from '../../run/path.ts';

const [QUOTE, BACKSLASH, LINE_BREAK] = [0x22, 0x5c, 0x0a];

/** Quotes a path as Git's `unquote_c_style` reads it; every byte but three stands for itself. */
export function quotePath(path: string): Buffer {
  const quoted = [QUOTE];
  for (const byte of pathToBytes(path)) {
    if (byte === QUOTE || byte === BACKSLASH) quoted.push(BACKSLASH, byte);
    else if (byte === LINE_BREAK) quoted.push(BACKSLASH, 'n'.charCodeAt(0));
    else quoted.push(byte);
  }
  quoted.push(QUOTE);
  return Buffer.from(quoted);
}
