import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const path = temporaryDirectory(t);
const events = join(path, 'events');
const run = cli({ path, env: { GIT_RUN_EVENTS: events } });

/** The line that was written for some words. */
async function written(...words: string[]): Promise<string> {
  writeFileSync(events, '');
  t.match(await run('param', ...words), { exitCode: 0, stdout: '', stderr: '' });
  return readFileSync(events, 'utf8');
}

t.test('parameters go into one line, numbers as they are written', async t => {
  t.equal(
    await written('lr=0.1', 'opt=adam', 'n=3', 'on=true'),
    '{"param":{"lr":0.1,"opt":"adam","n":3,"on":true}}\n',
  );
  t.equal(await written('big=12345678901234567890'), '{"param":{"big":12345678901234567890}}\n');
  t.equal(
    await written('lr=0.10', 'x=1e-3'),
    '{"param":{"lr":"0.10","x":"1e-3"}}\n',
    'exact text stays exact',
  );
  t.equal(await written('s=a"b\nc', 'e='), '{"param":{"s":"a\\"b\\nc","e":""}}\n');
});

t.test('outside of a run there is nothing to log to', async t => {
  t.match(await cli({ path, env: {} })('param', 'lr=1'), {
    exitCode: 2,
    stderr: 'git-run: there is no run around this: it is for scripts that git run records\n',
  });
  t.match(await run('param', 'lr'), {
    exitCode: 2,
    stderr: "git-run: a parameter needs key=value, not 'lr'\n",
  });
});
