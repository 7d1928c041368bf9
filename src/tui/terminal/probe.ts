/** What terminal this is: it is asked, and told by the environment. */

export interface Terminal {
  /** Undefined where nothing tells: most are dark. */
  readonly background?: 'dark' | 'light';
  /** How it shows pictures; `blocks` are coloured letters, which all can. */
  readonly pictures: 'kitty' | 'iterm2' | 'sixel' | 'blocks';
  /** The size of a cell, in pixels. */
  readonly cell?: { readonly width: number; readonly height: number };
}

export interface Probe {
  /** Takes an answer of the terminal, as `Input` has it. */
  hear(reply: string): void;
  /** Settles with the last answer, or when it is late. */
  readonly terminal: Promise<Terminal>;
}

/** Asks a terminal what it is, in one write; after `limit` ms (100) what it has answered has to do. */
export function openProbe(
  write: (text: string) => void,
  env: NodeJS.ProcessEnv,
  { limit = 100 }: { readonly limit?: number } = {},
): Probe {
  const replies: string[] = [];
  let settle = () => {};
  const settled = new Promise<void>(resolve => {
    settle = resolve;
  });
  const timer = setTimeout(settle, limit);
  write(queries(env));
  return {
    hear(reply) {
      replies.push(reply);
      if (!ATTRIBUTES.test(reply)) return;
      clearTimeout(timer);
      settle();
    },
    terminal: settled.then(() => readReplies(replies, env)),
  };
}

/** The questions: background (OSC 11), cell (XTWINOPS 16), pictures (kitty), and what every terminal answers, last (DA1). */
export function queries(env: NodeJS.ProcessEnv): string {
  // Multiplexers take kitty's question for a title, the Linux console of old shows it.
  const kitty =
    isMultiplexed(env) || env.TERM === 'linux' ? '' : '\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\';
  return `\x1b]11;?\x1b\\\x1b[16t${kitty}\x1b[c`;
}

const ATTRIBUTES = /^\x1b\[\?([\d;]*)c$/;

/** Reads what a terminal answered, in any order; what it did not answer the environment may tell. */
export function readReplies(replies: readonly string[], env: NodeJS.ProcessEnv): Terminal {
  const found = (pattern: RegExp) => replies.map(reply => pattern.exec(reply)).find(match => match !== null);
  const background = backgroundOf(found(/^\x1b\]11;rgba?:([\da-f/]+)$/i)?.[1], env.COLORFGBG);
  const [, height = 0, width = 0] = found(/^\x1b\[6;(\d+);(\d+)t$/)?.map(Number) ?? [];
  const attributes = found(ATTRIBUTES)?.[1]?.split(';') ?? [];
  return {
    pictures: picturesOf(found(/^\x1b_Gi=31;OK$/) !== undefined, attributes.includes('4'), env),
    ...(background && { background }),
    ...(width > 0 && height > 0 && { cell: { width, height } }),
  };
}

function picturesOf(kitty: boolean, sixel: boolean, env: NodeJS.ProcessEnv): Terminal['pictures'] {
  const isIterm =
    env.TERM_PROGRAM === 'iTerm.app' || env.TERM_PROGRAM === 'WezTerm' || env.LC_TERMINAL === 'iTerm2';
  if (kitty) return 'kitty';
  if (isIterm && !isMultiplexed(env)) return 'iterm2';
  return sixel ? 'sixel' : 'blocks';
}

/** Inside tmux or screen: the terminal that answers is theirs, and shows what they understand. */
function isMultiplexed({ TMUX, STY, TERM = '' }: NodeJS.ProcessEnv): boolean {
  return Boolean(TMUX || STY) || /^(?:tmux|screen)/.test(TERM);
}

/** By a colour as X11 writes it (`1e1e/1e1e/2e2e`), or the number of one after the last `;`, as rxvt and others tell. */
function backgroundOf(colour: string | undefined, numbers = ''): Terminal['background'] {
  const levels = colour?.split('/').map(level => Number.parseInt(level, 16) / (16 ** level.length - 1)) ?? [];
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = levels;
  // Luma of Rec. 709: how bright the eye takes a colour for.
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  if (!Number.isNaN(luma)) return luma > 0.5 ? 'light' : 'dark';
  const number = /;(\d+)$/.exec(numbers)?.[1];
  return number === undefined
    ? undefined
    : ['7', '9', '10', '11', '12', '13', '14', '15'].includes(number)
      ? 'light'
      : 'dark';
}

/** How many bits of colour there are, after NO_COLOR (https://no-color.org), FORCE_COLOR, COLORTERM and TERM; 1 is none. */
export function colourDepth(env: NodeJS.ProcessEnv): 1 | 4 | 8 | 24 {
  const { NO_COLOR, FORCE_COLOR, COLORTERM = '', TERM = '' } = env;
  if (NO_COLOR || FORCE_COLOR === '0' || FORCE_COLOR === 'false') return 1;
  if (FORCE_COLOR === '3') return 24;
  if (FORCE_COLOR === '2') return 8;
  if (TERM === 'dumb' && !FORCE_COLOR) return 1;
  if (/^(?:truecolor|24bit)$/i.test(COLORTERM)) return 24;
  return TERM.endsWith('-256color') ? 8 : 4;
}
