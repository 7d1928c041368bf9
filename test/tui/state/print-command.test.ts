import t from 'tap';
import { printCommand } from '../../../src/tui/state/print-command.ts';

t.test('a command is printed as it would be typed, and harmless', async t => {
  t.equal(printCommand({ program: 'git', words: ['push', 'origin'] }), 'git push origin');
  t.equal(
    printCommand({ program: 'git run', words: ['note', 'x', '-m', "it's"] }),
    "git run note x -m 'it'\\''s'",
  );
  t.notMatch(printCommand({ program: 'git run', words: ['tag', '\x1b[2J'] }), /\x1b/);
});
