/** Colours by what they mean. Nothing is told by a colour alone: a glyph, a word or a weight says it too. */
import { type Paint, type Style, styles } from '../view/style.ts';

/** Bits of a colour that the terminal takes: 1 is none, 4 are the sixteen of its own palette. */
export type Depth = 1 | 4 | 8 | 24;

export const THEMES = ['auto', 'dark', 'light', '16', 'none'] as const;
export type ThemeName = (typeof THEMES)[number];

export interface Theme {
  /** For what prints text as commands do. */
  readonly style: Style;
  /** The row or entry that the keys are about. */
  readonly cursor: Paint;
  /** The same, where another pane has the focus. */
  readonly faint: Paint;
  readonly marked: Paint;
  /** A key that can be pressed. */
  readonly key: Paint;
  readonly match: Paint;
  readonly warning: Paint;
  readonly error: Paint;
  /** Lines between things. */
  readonly rule: Paint;
  /** Of curves, told apart also by people who see red and green as one. */
  readonly series: readonly Paint[];
  readonly depth: Depth;
  readonly background: 'dark' | 'light';
}

export interface ThemeWish {
  readonly name: ThemeName;
  readonly depth: Depth;
  /** What the terminal says of itself. */
  readonly background: 'dark' | 'light';
}

/** Makes the theme of a terminal. */
export function themeOf({ name, depth, background }: ThemeWish): Theme {
  const shown = name === 'dark' || name === 'light' ? name : background;
  const bits = name === 'none' ? 1 : name === '16' ? (Math.min(depth, 4) as Depth) : depth;
  if (bits === 1) return colourless(shown);
  const style = styles(true);
  return bits === 4 ? sixteen(style, shown) : many(style, shown, bits);
}

const inverse = sgr('7', '27');
const bold = sgr('1', '22');
const dim = sgr('2', '22');
const underline = sgr('4', '24');

function colourless(background: Theme['background']): Theme {
  const plain: Paint = text => text;
  const none = styles(false);
  return {
    style: { ...none, bold, dim, underline },
    cursor: inverse,
    faint: underline,
    marked: bold,
    key: bold,
    match: underline,
    warning: bold,
    error: bold,
    rule: dim,
    series: [bold, plain, dim],
    depth: 1,
    background,
  };
}

function sixteen(style: Style, background: Theme['background']): Theme {
  return {
    style,
    cursor: inverse,
    faint: underline,
    marked: style.yellow,
    key: style.cyan,
    match: sgr('4;33', '24;39'),
    warning: style.yellow,
    error: style.red,
    rule: dim,
    series: [style.cyan, style.yellow, style.magenta, style.green, style.red, style.blue],
    depth: 4,
    background,
  };
}

/** The palette of Okabe and Ito, lighter or darker by the background: https://jfly.uni-koeln.de/color/ */
const SERIES = {
  dark: [75, 214, 79, 175, 227, 203, 117, 252],
  light: [25, 166, 29, 132, 136, 160, 31, 240],
} as const;

function many(style: Style, background: Theme['background'], depth: Depth): Theme {
  const [row, other] = background === 'dark' ? ([238, 236] as const) : ([153, 254] as const);
  return {
    ...sixteen(style, background),
    cursor: sgr(`48;5;${row};1`, '49;22'),
    faint: sgr(`48;5;${other}`, '49'),
    match: sgr(background === 'dark' ? '48;5;58' : '48;5;229', '49'),
    series: SERIES[background].map(colour => sgr(`38;5;${colour}`, '39')),
    depth,
  };
}

/** Goes on behind what has ended a style within the text: a row under the cursor has cells of its own colours. */
function sgr(on: string, off: string): Paint {
  const [start, end] = [`\x1b[${on}m`, `\x1b[${off}m`];
  const ends = new Set([...off.split(';'), '0', '']);
  return text => {
    if (text === '') return '';
    const whole = text.replace(/\x1b\[([\d;]*)m/g, (code, numbers: string) =>
      numbers.split(';').some(number => ends.has(number)) ? code + start : code,
    );
    return start + whole + end;
  };
}
