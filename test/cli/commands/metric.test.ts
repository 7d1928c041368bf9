import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { NOW } from '../../support/run-rows.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const path = temporaryDirectory(t);
const events = join(path, 'events');
const run = cli({ path, env: { GIT_RUN_EVENTS: events } });

/** The line that was written for some words, without its time. */
async function written(...words: string[]): Promise<string> {
  writeFileSync(events, '');
  t.match(await run('metric', ...words), { exitCode: 0, stdout: '', stderr: '' });
  return readFileSync(events, 'utf8').replace(`,"time":${NOW / 1000}}\n`, '}');
}

t.test('metrics of one step go into one line, with the time', async t => {
  t.equal(
    await written('loss=0.3', 'acc=0.91', '--step', '7'),
    '{"metric":{"loss":0.3,"acc":0.91},"step":7}',
  );
  t.equal(await written('loss=1e-5'), '{"metric":{"loss":0.00001}}');
});

t.test('what is no number to JSON is one here', async t => {
  t.equal(
    await written('a=nan', 'b=inf', 'c=-Inf', 'd=NaN'),
    '{"metric":{"a":NaN,"b":Infinity,"c":-Infinity,"d":NaN}}',
  );
});

t.test('what is no number at all is refused', async t => {
  for (const word of ['loss=low', 'loss='])
    t.match(await run('metric', word), { exitCode: 2, stderr: 'git-run: a metric needs a number, not' });
  t.match(await run('metric', 'a=1', '--step', 'x'), {
    exitCode: 2,
    stderr: "git-run: --step needs a number, not 'x'\n",
  });
});
