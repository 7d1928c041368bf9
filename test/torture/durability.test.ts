import t from 'tap';
import { violationsOfDurability } from './durability.ts';

const LIVE = '/w/.git/git-run/live/01';
const LINES = [
  `openat(AT_FDCWD</w>, "${LIVE}/plan.json.new", O_WRONLY|O_CREAT, 0600) = 3<${LIVE}/plan.json.new>`,
  `write(3<${LIVE}/plan.json.new>, "{}", 2) = 2`,
  `fdatasync(3<${LIVE}/plan.json.new>) = 0`,
  `rename("${LIVE}/plan.json.new", "${LIVE}/plan.json") = 0`,
  'execve("/bin/sh", ["sh", "-c", "sleep 1"], 0x1 /* 9 vars */) = 0',
  `fsync(4<${LIVE}>) = 0`,
  'link(".git/objects/pack/tmp_pack_1", ".git/objects/pack/pack-1.pack") = 0',
  'write(3</w/.git/refs/runs/01.lock>, "1", 1 <unfinished ...>',
  '<... write resumed>) = 1',
  'fsync(3</w/.git/refs/runs/01.lock>) = 0',
  'rename("/w/.git/refs/runs/01.lock", "/w/.git/refs/runs/01") = 0',
  'fsync(5</w/.git/objects/pack>) = 0',
  'fsync(6</w/.git/refs/runs>) = 0',
  `unlink("${LIVE}/plan.json") = 0`,
  'write(2<pipe:[1]>, "git-run: recorded a-b (01)", 25) = 25',
];
const without = (...at: number[]) =>
  violationsOfDurability(
    LINES.filter((_, index) => !at.includes(index))
      .map(line => `7 ${line}`)
      .join('\n'),
    '/w',
  );

t.test('where all is synced in time there is nothing to say', async t => {
  t.same(without(), []);
});

t.test('each sync that is missing is told', async t => {
  t.match(without(2), [
    /^before the job starts: content of .*plan\.json$/,
    /^before the run is made: content/,
  ]);
  t.match(without(5), [/^before the run is made: name of .*plan\.json in/]);
  t.match(without(9), [/^before the journal goes: content of .*refs\/runs\/01$/]);
  t.match(without(11), [/^before the journal goes: name of .*pack-1\.pack in .*objects\/pack$/]);
  t.match(without(12), [/^before the journal goes: name of .*refs\/runs\/01 in/]);
  t.match(without(13, 14), ['nothing was recorded']);
});
