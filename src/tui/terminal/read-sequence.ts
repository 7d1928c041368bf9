import type { Input, MouseInput } from './input.ts';
import { codeKey, keyName } from './key-names.ts';

/** Reads one whole control sequence from ESC on, a byte a character; undefined for one that tells nothing we know. */
export function readSequence(sequence: string): Input | undefined {
  switch (sequence[1]) {
    case '[':
      return sequence[2] === '[' ? key(CONSOLE[sequence.slice(3)]) : readCsi(sequence);
    case 'O':
      return sequence.endsWith('M') ? key('enter') : letterKey(sequence.slice(-1), sequence.slice(2, -1));
    case ']':
    case 'P':
    case '_':
      return reply(sequence.replace(/(?:\x07|\x1b\\)$/, ''));
    default:
      return undefined;
  }
}

/** The keys of the Linux console that are its own. */
const CONSOLE: Readonly<Record<string, string>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' };

function readCsi(sequence: string): Input | undefined {
  const [, mark, text = '', final = ''] = /^\x1b\[([<-?]?)([\d;:]*)[ -/]*(.)$/.exec(sequence) ?? [];
  if (mark === '<') return readMouse(text, final);
  if (mark !== '') return mark === undefined ? undefined : reply(sequence);
  switch (final) {
    case 'u':
      return codePointKey(text);
    case '~':
      return numberKey(text);
    case 'I':
    case 'O':
      return { kind: 'focus', has: final === 'I' };
    case 'c':
    case 'n':
    case 't':
      return text === '' ? undefined : reply(sequence);
    case 'Z':
      return key(keyName('tab', bits(parameters(text).at(-1)) | 1));
    case 'R':
      // F3 with modifiers looks as if a cursor were in the top line, which nobody here asks for.
      return /^(?:1;\d{1,2})?$/.test(text) ? letterKey('R', text) : reply(sequence);
    default:
      return letterKey(final, text);
  }
}

function reply(bytes: string): Input {
  return { kind: 'reply', text: Buffer.from(bytes, 'latin1').toString() };
}

function key(name: string | undefined): Input | undefined {
  return name === undefined ? undefined : { kind: 'key', key: name };
}

/** A parameter, and what stands below it: `5:3` is [5, 3]. */
type Parameter = readonly (number | undefined)[];

function parameters(text: string): readonly Parameter[] {
  return text.split(';').map(parameter => parameter.split(':').map(Number));
}

const LETTERS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

function letterKey(final: string, text: string): Input | undefined {
  return modified(LETTERS[final], parameters(text).at(-1));
}

const NUMBERED =
  '- home insert delete end pageup pagedown home end - - f1 f2 f3 f4 f5 - f6 f7 f8 f9 f10 - f11 f12'.split(
    ' ',
  );

function numberKey(text: string): Input | undefined {
  const [[number = 0] = [], modifiers, [code = 0] = []] = parameters(text);
  if (number === 27) return key(codeKey(code, bits(modifiers)));
  const name = NUMBERED[number];
  return name === '-' ? undefined : modified(name, modifiers);
}

function codePointKey(text: string): Input | undefined {
  const [[code = 0, shifted] = [], modifiers] = parameters(text);
  return isReleased(modifiers) ? undefined : key(codeKey(code, bits(modifiers), shifted));
}

function modified(name: string | undefined, modifiers: Parameter | undefined): Input | undefined {
  return name === undefined || isReleased(modifiers) ? undefined : key(keyName(name, bits(modifiers)));
}

function bits([modifiers = 1]: Parameter = []): number {
  return Math.max(0, modifiers - 1);
}

function isReleased(modifiers: Parameter | undefined): boolean {
  return modifiers?.[1] === 3;
}

const BUTTONS = ['left', 'middle', 'right', 'none'] as const;

/** The mouse as mode 1006 tells it. Other buttons than three, and wheels that turn sideways, are none of ours. */
function readMouse(text: string, final: string): Input | undefined {
  const [[code = 0] = [], [x = 0] = [], [y = 0] = []] = parameters(text);
  const action = mouseAction(code, final);
  if (action === undefined) return undefined;
  const button = (code & 64 ? undefined : BUTTONS[code & 3]) ?? 'none';
  const [shift, alt, ctrl] = [(code & 4) > 0, (code & 8) > 0, (code & 16) > 0];
  return { kind: 'mouse', action, button, x: x - 1, y: y - 1, shift, alt, ctrl };
}

function mouseAction(code: number, final: string): MouseInput['action'] | undefined {
  if (code & 128 || !/[Mm]/.test(final)) return undefined;
  if (code & 64) return (['wheel-up', 'wheel-down'] as const)[code & 3];
  if (final === 'm') return 'release';
  if (!(code & 32)) return 'press';
  return (code & 3) === 3 ? 'move' : 'drag';
}
