import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { withSpool } from '../../../src/interop/mlflow-server/with-spool.ts';

t.test('the directory is gone when what uses it has ended, well or not', async t => {
  const below = join(t.testdir(), 'cache');
  const listeners = process.listenerCount('SIGHUP');
  let used = '';
  await withSpool(below, async spool => {
    used = spool;
    writeFileSync(join(spool, 'a'), 'a');
  });
  t.notOk(existsSync(used));
  await t.rejects(
    withSpool(below, async () => {
      throw new Error('bad');
    }),
    /bad/,
  );
  t.same(readdirSync(below), []);
  t.equal(process.listenerCount('SIGHUP'), listeners);
});

t.test('it is gone, too, when the program is interrupted, which ends by that signal', async t => {
  const below = t.testdir();
  const source = join(import.meta.dirname, '../../../src/interop/mlflow-server/with-spool.ts');
  const script = `import(${JSON.stringify(source)}).then(({ withSpool }) => withSpool(${JSON.stringify(below)}, async () => {
    console.log('in use');
    await new Promise(resolve => setTimeout(resolve, 60_000));
  }))`;
  const words = ['--import', import.meta.resolve('tsx'), '--eval', script];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  t.equal(readdirSync(below).length, 1);
  child.kill('SIGINT');
  t.same(await once(child, 'close'), [null, 'SIGINT']);
  t.same(readdirSync(below), []);
});
