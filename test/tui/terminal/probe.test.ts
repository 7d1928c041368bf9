import t from 'tap';
import { colourDepth, openProbe, queries, readReplies } from '../../../src/tui/terminal/probe.ts';

const DA1 = '\x1b[?62;22c';
const SIXEL = '\x1b[?62;4;22c';
const KITTY = '\x1b_Gi=31;OK';

t.test('the background is dark or light as the eye takes it', async t => {
  const background = (colour: string) => readReplies([`\x1b]11;${colour}`, DA1], {}).background;
  t.equal(background('rgb:0000/0000/0000'), 'dark');
  t.equal(background('rgb:1e1e/1e1e/2e2e'), 'dark');
  t.equal(background('rgb:ffff/ffff/ffff'), 'light');
  t.equal(background('rgb:fdf6/e3e3/e3e3'), 'light');
  t.equal(background('rgb:0000/ffff/0000'), 'light', 'green is bright');
  t.equal(background('rgb:0000/0000/ffff'), 'dark', 'blue is not');
  t.equal(background('rgb:f/f/f'), 'light');
  t.equal(background('rgba:ff/ff/ff/80'), 'light');
  t.equal(background('rgb:nonsense'), undefined);
});

t.test('a terminal that does not tell its background may have told it to the environment', async t => {
  const background = (COLORFGBG: string) => readReplies([DA1], { COLORFGBG }).background;
  t.equal(background('15;0'), 'dark');
  t.equal(background('0;15'), 'light');
  t.equal(background('0;default;7'), 'light');
  t.equal(background('15;default'), undefined);
  t.equal(readReplies(['\x1b]11;rgb:00/00/00'], { COLORFGBG: '0;15' }).background, 'dark');
  t.equal(readReplies([], {}).background, undefined);
});

t.test('pictures are shown in the best way there is', async t => {
  const pictures = (replies: readonly string[], env = {}) => readReplies(replies, env).pictures;
  t.equal(pictures([KITTY, SIXEL], { TERM_PROGRAM: 'WezTerm' }), 'kitty');
  t.equal(pictures(['\x1b_Gi=31;ENODATA:none', DA1]), 'blocks');
  t.equal(pictures([SIXEL]), 'sixel');
  t.equal(pictures(['\x1b[?64;14;22c']), 'blocks', '14 is not 4');
  t.equal(pictures([DA1], { TERM_PROGRAM: 'iTerm.app' }), 'iterm2');
  t.equal(pictures([], { LC_TERMINAL: 'iTerm2' }), 'iterm2', 'over ssh');
  t.equal(pictures([DA1], { LC_TERMINAL: 'iTerm2', TMUX: '/tmp/tmux-0/default,1,0' }), 'blocks');
  t.equal(pictures([SIXEL], { TERM_PROGRAM: 'iTerm.app', TERM: 'screen-256color' }), 'sixel');
  t.equal(pictures([]), 'blocks');
});

t.test('a cell has its size in pixels', async t => {
  t.same(readReplies(['\x1b[6;20;10t', DA1], {}).cell, { width: 10, height: 20 });
  t.equal(readReplies(['\x1b[6;0;0t', DA1], {}).cell, undefined);
});

t.test('a multiplexer is not asked what it would take for a title', async t => {
  t.match(queries({ TERM: 'xterm' }), '\x1b_G');
  for (const env of [{ TMUX: 'x' }, { STY: 'x' }, { TERM: 'tmux-256color' }, { TERM: 'linux' }])
    t.notMatch(queries(env), '\x1b_');
  t.ok(queries({}).endsWith('\x1b[c'), 'what all answer is asked last');
});

t.test('after the last answer no more is waited for', async t => {
  let asked = '';
  const probe = openProbe(
    text => {
      asked += text;
    },
    {},
    { limit: 1e9 },
  );
  t.equal(asked, queries({}));
  for (const reply of ['\x1b]11;rgb:ffff/ffff/ffff', KITTY, '\x1b[6;20;10t', DA1]) probe.hear(reply);
  const terminal = { background: 'light', pictures: 'kitty', cell: { width: 10, height: 20 } };
  t.same(await probe.terminal, terminal);
});

t.test('a terminal that says nothing is not waited for', async t => {
  const probe = openProbe(() => {}, { COLORFGBG: '0;15' }, { limit: 1 });
  t.same(await probe.terminal, { background: 'light', pictures: 'blocks' });
  probe.hear(DA1);
});

t.test('there are as many colours as the environment says', async t => {
  const xterm = { TERM: 'xterm-256color' };
  t.equal(colourDepth(xterm), 8);
  t.equal(colourDepth({ ...xterm, COLORTERM: 'truecolor' }), 24);
  t.equal(colourDepth({ COLORTERM: '24bit' }), 24);
  t.equal(colourDepth({ TERM: 'xterm' }), 4);
  t.equal(colourDepth({}), 4);
  t.equal(colourDepth({ TERM: 'dumb', COLORTERM: 'truecolor' }), 1);
  t.equal(colourDepth({ TERM: 'dumb', FORCE_COLOR: '1' }), 4);
  t.equal(colourDepth({ ...xterm, NO_COLOR: '1', FORCE_COLOR: '3' }), 1);
  t.equal(colourDepth({ ...xterm, NO_COLOR: '' }), 8);
  t.equal(colourDepth({ ...xterm, FORCE_COLOR: '0' }), 1);
  t.equal(colourDepth({ TERM: 'xterm', FORCE_COLOR: '2' }), 8);
  t.equal(colourDepth({ TERM: 'xterm', FORCE_COLOR: '3' }), 24);
});
