import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { startAside, startDetached, startPiped } from '../../src/process/start.ts';

const cwd = t.testdir({ script: 'printf "%s\\n" "$1" >> "$2"\n' });
const place = { cwd, env: { PATH: process.env.PATH, WORD: 'of the environment' } };

t.test('a piped child is talked to while it runs', async t => {
  const cat = startPiped('cat', [], place);
  const answered = new Promise(resolve => cat.stdout.once('data', bytes => resolve(String(bytes))));
  cat.stdin.write('question');
  t.equal(await answered, 'question');
  cat.stdin.end('!');
  t.equal(await text(cat.stdout), '!');
});

t.test('a piped child has the place it was given', async t => {
  const sh = startPiped('sh', ['-c', 'pwd -P; echo $WORD >&2; exec 0<&-'], place);
  t.match(await text(sh.stdout), cwd.split('/').at(-1));
  t.equal(await text(sh.stderr), 'of the environment\n');
});

async function until(file: string): Promise<string> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes('end')) await delay(5);
  return readFileSync(file, 'utf8');
}

t.test('detached commands run one after the other, their words untouched', async t => {
  const file = join(cwd, 'said');
  const say = (word: string) => ['sh', 'script', word, file];
  startDetached([say('$HOME `id` "q" \'s\' *'), say(''), say('-n'), say('end')], place);
  t.equal(await until(file), '$HOME `id` "q" \'s\' *\n\n-n\nend\n');
});

t.test('detached commands stop at the first that fails', async t => {
  const file = join(cwd, 'stopped');
  const after = join(cwd, 'after');
  startDetached(
    [
      ['sh', '-c', `echo end > ${file}; exit 3`],
      ['sh', 'script', 'x', after],
    ],
    place,
  );
  await until(file);
  startDetached([['sh', 'script', 'end', join(cwd, 'later')]], place);
  await until(join(cwd, 'later'));
  t.notOk(existsSync(after));
});

t.test('a detached command that cannot be started is no trouble of ours', async () => {
  startDetached([['/nowhere/at/all']], place);
  startDetached([['true']], { ...place, cwd: '/nowhere/at/all' });
});

/** Nothing is kept alive by a command beside it: somebody has to stay. */
async function staying<T>(work: Promise<T>): Promise<T> {
  const stay = setInterval(() => {}, 1000);
  return work.finally(() => clearInterval(stay));
}

const aside = (words: readonly string[]) => staying(startAside(words, place));

t.test('a command beside us tells how it ended, and the last that it said', async t => {
  const { code, said } = await aside(['sh', '-c', 'echo first; echo trouble >&2; exit 3']);
  t.equal(code, 3);
  t.equal(said, 'first\ntrouble\n');
});

t.test('of a command that says very much the end is told', async t => {
  const { said } = await aside(['sh', '-c', 'yes | head -c 100000; echo end']);
  t.equal(said.length, 1 << 14);
  t.match(said, /y\nend\n$/);
});

t.test('a command beside us has a session of its own: what ends ours does not end it', async t => {
  const { said } = await aside(['sh', '-c', 'echo $$ $(ps -o sid= -p $$)']);
  const [own, session] = said.trim().split(/\s+/);
  t.equal(own, session);
});

t.test('a command that is not there ends without a code', async t => {
  t.same(await aside(['there is no such program']), { code: null, said: '' });
});
