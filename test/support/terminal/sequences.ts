/** What a program writes besides text: control sequences, found, and looked over. */

const CSI = '\\x1b\\[[0-?]*[ -/]*[@-~]';
const OSC = '\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)';
/** DCS, SOS, PM and APC. */
const STRING = '\\x1b[PX^_][^\\x1b]*\\x1b\\\\';
const PLAIN_ESCAPE = '\\x1b[ -/]*[0-OQ-WYZ\\\\`-~]';
/** Of ECMA-48: https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
const SEQUENCE = `${CSI}|${OSC}|${STRING}|${PLAIN_ESCAPE}`;

/** The beginning of one, at the end of what has come so far. */
const UNFINISHED = /\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)$/;

/** Cuts what a program writes into sequences and the text between them, keeping what is not complete until it is. */
export function sequenceCutter(): (text: string) => readonly string[] {
  const cuts = new RegExp(`(${SEQUENCE})`);
  let kept = '';
  return text => {
    const all = kept + text;
    kept = UNFINISHED.exec(all)?.[0] ?? '';
    const complete = all.slice(0, all.length - kept.length);
    return complete.split(cuts).filter(piece => piece !== '');
  };
}

/**
 * What a full-screen program has reason to write. Of the weights and colours those are missing that hide text or make it
 * blink; of the erasures the one that takes the scrollback; the title and links are missing altogether.
 */
const ALLOWED: readonly RegExp[] = [
  // Weights and colours.
  /^\x1b\[(?:(?:[0-4]|[79]|2[1-9]|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8[;:]5[;:]\d{1,3}|[34]8[;:]2(?:[;:]\d{1,3}){3})(?:;|(?=m)))*m$/,
  // The cursor goes somewhere; erasures, insertions and scrolling.
  /^\x1b\[\d*(?:;\d*)?[Hfr]$/,
  /^\x1b\[\d*[A-GLMPSTX@d`]$/,
  /^\x1b\[[0-2]?[JK]$/,
  /^\x1b[78]$|^\x1b\[[su]$/,
  // Modes: cursor, wrap, screen, paste, focus, mouse, synchronised updates; the shape of the cursor; keypad.
  /^\x1b\[\?(?:(?:1|7|12|25|1000|1002|1003|1004|1006|1007|1049|2004|2026|2027|2031)(?:;|(?=[hl])))+[hl]$/,
  /^\x1b\[[0-6]? q$|^\x1b[=>]$/,
  // Keyboards that tell more (kitty).
  /^\x1b\[[<=>]\d*(?:;\d+)?u$/,
  // Questions: what are you, what can you do, how large are your cells, what are your colours?
  /^\x1b\[[>=]?0?c$|^\x1b\[>0?q$|^\x1b\[\?u$|^\x1b\[\??[56]n$|^\x1b\[\?\d+\$p$|^\x1b\[1[4-68]t$/,
  /^\x1b\](?:4;\d+|1[01]);\?(?:\x07|\x1b\\)$/,
  // The clipboard is written, never read.
  /^\x1b\]52;[cps]*;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)$/,
  // Images: kitty, iTerm2, sixel.
  /^\x1b_G[A-Za-z0-9=,+/;-]*\x1b\\$/,
  /^\x1b\]1337;File=[A-Za-z0-9=;:+/]*(?:\x07|\x1b\\)$/,
  /^\x1bP[\d;]*q[!-~\s]*\x1b\\$/,
];

/** All that a terminal might obey: sequences, whole or not, and single controls of C0 and C1 but line feed and return. */
const OBEYED = new RegExp(
  `${SEQUENCE}|${UNFINISHED.source}|[\\0-\\x09\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]`,
  'g',
);

/**
 * What a program wrote that a full-screen program has no reason to, each once: empty where no string from elsewhere has
 * reached the terminal as more than text. Colours, a clipboard and images are let through: what they should be has to be
 * looked at.
 */
export function strangeSequences(raw: string, alsoAllowed: readonly RegExp[] = []): string[] {
  const strange = [...raw.matchAll(OBEYED)]
    .map(([sequence]) => sequence)
    .filter(sequence => ![...ALLOWED, ...alsoAllowed].some(allowed => allowed.test(sequence)));
  return [...new Set(strange)].map(visible);
}

function visible(sequence: string): string {
  return sequence.replace(
    /[\0-\x1f\x7f-\x9f]/g,
    control => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
