import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { liveOnes } from '../../../src/cli/ui/live-ones.ts';
import { pagesDesk } from '../../../src/cli/ui/pages-desk.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { styles } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { until } from '../../support/recording.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { noSsh, signRuns } from '../../support/signing.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const desk = pagesDesk(context, liveOnes(context));
const page = { width: 80, style: styles(false) };
const id = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);
const lr = (text: string) => ({ lr: paramOfText(text, { kind: 'option' }) });

await bench.save(bench.run({ id: id(0), name: 'swift-otter', params: lr('0.1') }));
bench.on.write('train.py', 'print(2)\n');
bench.on.git('commit', '-qam', 'better');
const [commit = '', tree = ''] = bench.on.git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
const second = bench.run({ id: id(1), name: 'calm-heron', params: lr('0.2'), note: '\x1b[2J' });
await bench.save({ ...second, source: { ...second.source, commit, tree, head: commit } });
await liveRun(bench, bench.run({ id: id(2), name: 'going' }));

t.test('a page says all about a run, as wide and as coloured as it is to be', async t => {
  const text = await desk.detail(id(1), page);
  t.match(text, 'calm-heron');
  t.match(text, /lr +0\.2/);
  t.notMatch(text, '\x1b');
  t.ok(text.split('\n').every(line => widthOf(line) <= 80));
  t.match(await desk.detail(id(1), { ...page, style: styles(true) }), '\x1b[');
});

t.test('a signature that takes its time is on the page later', { skip: noSsh }, async t => {
  const slow = await storeBench(t, {
    prepare: signRuns,
  });
  await slow.save(slow.run({ id: id(0) }));
  const open = () => {
    const one = createContext(worldOf(slow.on).world);
    t.teardown(() => one.close());
    return pagesDesk(one, liveOnes(one));
  };
  const go = join(slow.on.home, 'go');
  const wait = `#!/bin/sh\nwhile [ ! -e ${go} ]; do sleep 0.05; done\nexec ssh-keygen "$@"\n`;
  slow.on.git('config', 'gpg.ssh.program', slow.on.write('../home/slow*', wait));
  const heard: string[] = [];
  const text = await open().detail(id(0), page, better => heard.push(better));
  t.notMatch(text, 'signature');
  writeFileSync(go, '');
  await until(() => heard.length === 1);
  t.match(heard[0], /signature +signed and trusted/);
});

t.test('a run in progress has its page', async t => {
  t.match(await desk.detail(id(2), page), /going[\s\S]*running/);
});

t.test('a run that is not there is an error', async t => {
  await t.rejects(desk.detail(idAt(NOW, 'nobody'), page));
});

t.test('where a run came from is a page', async t => {
  t.match(await desk.lineage(id(0), page), 'swift-otter');
});

t.test('runs stand side by side, what differs first; with all also what is the same', async t => {
  const text = await desk.compare([id(0), id(1)], page, false);
  t.match(text, /swift-otter +calm-heron/);
  t.match(text, /lr +0\.1 +0\.2/);
  const all = await desk.compare([id(0), id(1)], page, true);
  t.ok(all.split('\n').length > text.split('\n').length);
});

t.test('two runs differ in code, line by line', async t => {
  const text = await desk.diff(id(0), id(1), page);
  t.match(text, /^-print\(1\)$/m);
  t.match(text, /^\+print\(2\)$/m);
  t.match(text, 'lr');
});

t.test('a run and the work tree of now', async t => {
  bench.on.write('train.py', 'print(3)\n');
  const text = await desk.diff(id(1), undefined, page);
  t.match(text, /^-print\(2\)$/m);
  t.match(text, /^\+print\(3\)$/m);
});
