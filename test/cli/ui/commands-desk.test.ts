import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { program } from '../../../src/cli/program.ts';
import { commandsDesk } from '../../../src/cli/ui/commands-desk.ts';
import { worldOf } from '../../support/cli.ts';
import { temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t);
const bin = temporaryDirectory(t);
writeFileSync(
  join(bin, 'git-run'),
  '#!/bin/sh\necho "it was: $*"\necho "pager $GIT_PAGER, prompt $GIT_TERMINAL_PROMPT" >&2\nread -r line && echo "read $line"\nexit 3\n',
);
chmodSync(join(bin, 'git-run'), 0o755);
const PATH = `${bin}:${on.env.PATH}`;
const desk = commandsDesk(createContext({ ...worldOf(on, { env: { PATH } }).world, program }));

async function performed(program: 'git' | 'git run', ...words: string[]) {
  const heard: string[] = [];
  const exitCode = await desk.perform({ program, words }, text => void heard.push(text));
  return { exitCode, said: heard.join('') };
}

t.test('git run is our own program; nobody answers it, and nobody pages', async t => {
  const { exitCode, said } = await performed('git run', 'tag', 'a b');
  t.equal(exitCode, 3);
  t.match(said, 'it was: tag a b\n');
  t.match(said, 'pager cat, prompt 0\n');
  t.notMatch(said, 'read');
});

t.test('the words that started us are those that start it', async t => {
  const { world } = worldOf(on, { env: { PATH } });
  const ours = commandsDesk(
    createContext({ ...world, keeper: ['sh', '-c', 'echo "$0 $*"', 'git-run-keep'] }),
  );
  let said = '';
  await ours.perform({ program: 'git run', words: ['log'] }, text => {
    said += text;
  });
  t.match(said, /log\n$/);
});

t.test('git is git, in the work tree', async t => {
  t.same(await performed('git', 'rev-parse', '--show-toplevel'), { exitCode: 0, said: `${on.path}\n` });
  t.match(await performed('git', 'no-such-command'), { exitCode: 1, said: /no-such-command/ });
});

t.test('characters that come in two pieces are whole', async t => {
  const { said } = await performed(
    'git',
    '-c',
    'alias.say=!printf "\\346\\227"; sleep 0.05; printf "\\245"',
    'say',
  );
  t.equal(said, '日');
});

t.test('a program that is not there is told, and ends nothing', async t => {
  const away = commandsDesk(createContext(worldOf(on, { env: { PATH: bin } }).world));
  let said = '';
  const exitCode = await away.perform({ program: 'git', words: ['status'] }, text => {
    said += text;
  });
  t.equal(exitCode, 127);
  t.match(said, /git.*ENOENT|ENOENT.*git/);
});

t.test('a job is started, and tells how it ended', async t => {
  // It does not keep us alive: a screen that is open does.
  const open = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(open));
  t.match(await desk.start({ program: 'git run', words: ['rerun', 'x'] }), {
    exitCode: 3,
    said: /it was: rerun x/,
  });
});

t.test('what a command does is known before it is done', async t => {
  t.match(await desk.natureOf(['log']), { changes: false });
  t.match(await desk.natureOf(['exec', '--', 'true']), { changes: true });
});
