/** Pictures as iTerm2 takes them, and WezTerm, mintty, Konsole: https://iterm2.com/documentation-images.html */

/** Shows a file, whose format is the terminal's concern, at the cursor, within so many cells. */
export function iterm2Picture(
  file: Uint8Array,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('base64');
  const keys = [
    'inline=1',
    `size=${file.length}`,
    `width=${columns}`,
    `height=${rows}`,
    'preserveAspectRatio=1',
    'doNotMoveCursor=1',
  ];
  return `\x1b]1337;File=${keys.join(';')}:${text}\x07`;
}
