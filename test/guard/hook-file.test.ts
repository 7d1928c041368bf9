import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { hookText, isOurs } from '../../src/guard/hook-file.ts';
import { quoteWord } from '../../src/view/shell-quote.ts';
import { type Teardown, temporaryDirectory } from '../support/temporary-repository.ts';

const NONE = '0'.repeat(40);
const ONE = '1'.repeat(40);
const BRANCH = `${NONE} ${ONE} refs/heads/main`;
const RUN = `${NONE} ${ONE} refs/runs/x`;

/** A directory with a hook that calls a program of the given name in it, which notes its words and its input. */
function hooked(t: Teardown, program = 'git run') {
  const directory = temporaryDirectory(t);
  const script = (name: string, text: string) => {
    writeFileSync(join(directory, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(directory, name), 0o755);
  };
  const noted = join(directory, 'noted');
  script(program, `{ echo "$0 $*"; cat; } > '${noted}'; exit 7`);
  const path = join(directory, 'pre-receive');
  writeFileSync(path, hookText([join(directory, program)], quoteWord));
  chmodSync(path, 0o755);
  const push = (input: string, PATH = '/usr/bin:/bin') => {
    const { status, stderr } = spawnSync(path, [], { input, env: { PATH }, encoding: 'utf8' });
    const asked = existsSync(noted) ? readFileSync(noted, 'utf8') : undefined;
    return { status, stderr, asked };
  };
  return { directory, script, push };
}

t.test('a push of runs is judged by the git-run that wrote the hook', async t => {
  const { push, directory } = hooked(t);
  t.same(push(`${BRANCH}\n${RUN}\n`), {
    status: 7,
    stderr: '',
    asked: `${join(directory, 'git run')} hook receive\n${BRANCH}\n${RUN}\n`,
  });
});

t.test('a push of branches, or of what only sounds like runs, asks nobody', async t => {
  const { push } = hooked(t);
  const input = `${BRANCH}\n${NONE} ${ONE} refs/runsaway/x\n${NONE} ${ONE} refs/heads/refs/runs/x\n`;
  t.same(push(input), { status: 0, stderr: '', asked: undefined });
});

t.test(
  'where that git-run has gone, the one on PATH judges; where there is none, runs are refused',
  async t => {
    const { push, directory, script } = hooked(t, 'gone');
    unlinkSync(join(directory, 'gone'));
    t.match(push(`${RUN}\n`), { status: 1, stderr: /not found on this server/ });
    t.match(push(`${BRANCH}\n`), { status: 0, stderr: '' });
    script('git-run', `echo "$*" >&2`);
    t.match(push(`${RUN}\n`, `${directory}:/usr/bin:/bin`), { status: 0, stderr: 'hook receive\n' });
  },
);

t.test('a hook that was there before sees every push first, and can refuse it', async t => {
  const { push, script } = hooked(t);
  script('pre-receive.before-git-run', 'cat >&2');
  t.match(push(`${BRANCH}\n`), { status: 0, stderr: `${BRANCH}\n`, asked: undefined });
  t.match(push(`${RUN}\n`), { status: 7, stderr: `${RUN}\n` });
  const refusing = hooked(t);
  refusing.script('pre-receive.before-git-run', 'exit 3');
  t.match(refusing.push(`${RUN}\n`), { status: 3, asked: undefined });
});

t.test('a hook of ours is known, of another version too', async t => {
  t.ok(isOurs(hookText(['git-run'], quoteWord)));
  t.ok(isOurs('#!/bin/sh\n# A hook of git-run, version 12.\n'));
  t.notOk(isOurs('#!/bin/sh\ngit-run hook receive\n'));
});
