import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import t from 'tap';
import { pageThrough } from '../../src/process/page.ts';

const directory = t.testdir();
const file = join(directory, 'shown');
const long = 'line\n'.repeat(100_000);

t.test('the pager, a shell’s command line, gets the whole text', async t => {
  await pageThrough('sed s/line/LINE/ > "$SHOWN"', long, { PATH: process.env.PATH, SHOWN: file });
  t.equal(readFileSync(file, 'utf8'), long.toUpperCase());
});

t.test('a pager that is left early is no error, and Ctrl-C is ours again', async t => {
  const before = process.listenerCount('SIGINT');
  await pageThrough('head -n 1 > /dev/null', long, { PATH: process.env.PATH });
  await pageThrough('exit 3', long, { PATH: process.env.PATH });
  t.equal(process.listenerCount('SIGINT'), before);
});

t.test('where there is no such pager the text is on standard output', async t => {
  const bundled = join(directory, 'page.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../src/process/page.ts')],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const script = `import { pageThrough } from ${JSON.stringify(pathToFileURL(bundled).href)};
    await pageThrough('no-such-pager', 'the text\\n', process.env);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  t.equal(stdout, 'the text\n');
});
