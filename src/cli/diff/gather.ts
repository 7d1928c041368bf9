/** What Git prints, as a text that is shown. */
import { guardScreen } from '../../view/sanitise.ts';

/** Bytes; a longer one is read by nobody. */
export const MOST_SHOWN = 32 << 20;

/** Gathers a text, up to a size; control sequences other than colours are made visible. `cut`: there was more. */
export async function gatherText(
  pieces: AsyncIterable<Buffer>,
  most = MOST_SHOWN,
): Promise<{ readonly text: string; readonly cut: boolean }> {
  const held: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    held.push(piece);
    if (size > most) break;
  }
  const bytes = Buffer.concat(held);
  const end = size > most ? bytes.lastIndexOf('\n', most - 1) + 1 : bytes.length;
  return { text: guardScreen(bytes.subarray(0, end).toString()), cut: size > most };
}
