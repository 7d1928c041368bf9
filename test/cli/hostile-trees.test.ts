/** Sources and artifacts whose names and links lead elsewhere: they are refused, and nothing is written. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { cli } from '../support/cli.ts';
import { blob, entriesOf, type RawEntry, rawTree } from '../support/damage.ts';
import { sampled } from '../support/extent.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);
const { on } = bench;
const run = cli(on);
const evil = blob(on, 'evil\n');
const tree = (...entries: readonly RawEntry[]) => rawTree(on, entries);
const file = (name: string): RawEntry => ['100644', name, evil];
const link = (name: string, target: string): RawEntry => ['120000', name, blob(on, target)];

const SOURCES: Readonly<Record<string, readonly RawEntry[]>> = {
  ...Object.fromEntries(
    [
      '..',
      '.',
      '.git',
      '.GIT',
      'git~1',
      '.g\u200cit',
      '.git ',
      '.git...:stream',
      '.git\\config',
      'a\\..\\b',
      'C:x',
      'CON',
      'aux.txt',
      '/abs',
      'n'.repeat(4097),
    ].map(name => [name.slice(0, 20), [file(name)]]),
  ),
  'a directory called .git': [['40000', '.git', tree(file('config'))]],
  'a directory called ..': [['40000', '..', tree(file('canary'))]],
  'twice the same': [file('a'), file('a')],
  case: [file('A'), file('a')],
  'Unicode forms': [file('e\u0301'), file('\u00e9')],
  'a link to /etc': [link('a', '/etc/passwd')],
  'a link out': [link('a', '../../x')],
  'a link into .git': [link('a', '.git/hooks')],
  'a link, then a directory of its name': [link('a', '/tmp'), ['40000', 'a', tree(file('canary'))]],
  'a chain of links': [link('a', 'b/..'), link('b', '..')],
};

t.test('a checkout of any of them is refused, and nothing is there afterwards', async t => {
  const before = snapshotOf(on.path);
  for (const [name, entries] of sampled(Object.entries(SOURCES), 3)) {
    const source = tree(...entries);
    const commit = on.git('commit-tree', source, '-m', 'x');
    const sample = bench.run({ name: 'stranger' });
    const { id } = sample;
    await bench.save({ ...sample, source: { ...sample.source, commit, tree: source } });
    for (const words of [['--path', join(on.home, 'out')], ['--in-place']]) {
      const { exitCode, stderr } = await run('checkout', id, ...words);
      t.equal(exitCode, 1, JSON.stringify(name));
      t.match(
        stderr,
        /cannot be written safely|git ls-tree failed|is damaged/,
        `${JSON.stringify(name)}: ${stderr.slice(0, 200)}`,
      );
      t.same(readdirSync(on.home), [], JSON.stringify(name));
    }
    on.git('update-ref', '-d', runRef(id));
  }
  t.same(snapshotOf(on.path), before);
});

t.test('artifacts of such names are refused, and none of the others is written', async t => {
  for (const path of ['../x', '.git/hooks/post-checkout', '/abs', 'a\\..\\b', 'C:x', 'CON', 'a/../../b']) {
    const sample = bench.run({ name: 'stranger' });
    await bench.save(sample, { files: storedFiles({ 'artifacts/aaa': 'x' }) });
    const manifest = on
      .git('show', `${runRef(sample.id)}:manifest.json`)
      .replace('"artifacts/aaa"', JSON.stringify(`artifacts/${path}`));
    const entries = entriesOf(on, runRef(sample.id)).map(entry =>
      entry[1] === 'manifest.json' ? (['100644', 'manifest.json', blob(on, manifest)] as const) : entry,
    );
    const commit = on.git('commit-tree', tree(...entries), '-p', `${runRef(sample.id)}^`, '-m', 'x');
    on.git('update-ref', runRef(sample.id), commit);
    for (const words of [
      ['artifact', 'get', sample.id, '--to', on.home],
      ['checkout', sample.id, '--artifacts-only', '--path', join(on.home, 'out')],
    ]) {
      const { exitCode } = await run(...words);
      t.equal(exitCode, 1, path);
      t.same(readdirSync(on.home), [], path);
    }
  }
});
