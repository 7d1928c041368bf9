/** Colours as Git names them: `bold red`, `brightblue`, `white #1e90ff`. https://git-scm.com/docs/git-config#Documentation/git-config.txt-color */

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** What blinks or hides is not among them: no terminal is shown that. */
const ATTRIBUTES: ReadonlyMap<string, readonly [on: number, off: number]> = new Map([
  ['bold', [1, 22]],
  ['dim', [2, 22]],
  ['italic', [3, 23]],
  ['ul', [4, 24]],
  ['reverse', [7, 27]],
  ['strike', [9, 29]],
]);

/** All words that are one, for "did you mean". */
export const COLOUR_WORDS: readonly string[] = [
  ...['reset', 'normal', 'default', ...ATTRIBUTES.keys(), ...NAMES],
  ...NAMES.map(name => `bright${name}`),
];

/** The codes of a colour, for SGR (ECMA-48, 8.3.117): the first of two is that of the text. Undefined where it is none. */
export function parseColour(text: string): readonly number[] | undefined {
  const codes: number[] = [];
  let ground = 0;
  for (const word of text.trim().toLowerCase().split(/\s+/)) {
    const attribute = attributeOf(word);
    const colour = attribute === undefined && ground < 2 ? colourOf(word, ground * 10) : undefined;
    const found = attribute ?? colour;
    if (found === undefined) return undefined;
    if (colour !== undefined) ground++;
    codes.push(...found);
  }
  return codes;
}

function attributeOf(word: string): number[] | undefined {
  if (word === 'reset') return [0];
  const on = ATTRIBUTES.get(word);
  if (on !== undefined) return [on[0]];
  const off = ATTRIBUTES.get(word.replace(/^no-?/, ''));
  return off === undefined ? undefined : [off[1]];
}

/** The background's numbers are ten higher. */
function colourOf(word: string, more: number): number[] | undefined {
  if (word === 'normal') return [];
  if (word === 'default') return [39 + more];
  const plain = NAMES.indexOf(word);
  if (plain >= 0) return [30 + more + plain];
  const bright = NAMES.indexOf(word.replace(/^bright/, ''));
  if (bright >= 0) return [90 + more + bright];
  if (/^\d{1,3}$/.test(word)) return numbered(Number(word), more);
  const [, red, green, blue] =
    /^#(..?)(..?)(..?)$/.exec(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(word) ? word : '') ?? [];
  return red && green && blue ? [38 + more, 2, ...[red, green, blue].map(channel)] : undefined;
}

/** The first sixteen are those that have names. */
function numbered(number: number, more: number): number[] | undefined {
  if (number < 8) return [30 + more + number];
  if (number < 16) return [82 + more + number];
  return number < 256 ? [38 + more, 5, number] : undefined;
}

function channel(digits: string): number {
  return Number.parseInt(digits.length === 1 ? digits + digits : digits, 16);
}
