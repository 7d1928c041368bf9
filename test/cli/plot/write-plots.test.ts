import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { recordingBench } from '../../support/recording.ts';

const bench = await recordingBench(t, { files: { a: '' } });
const event = (step: number, loss: number) =>
  `echo '{"metric":{"loss":${loss}},"step":${step}}' >> "$GIT_RUN_EVENTS"`;
for (const [name, rate] of Object.entries({ first: 1, second: 2 }))
  await bench.sh([0, 1, 2].map(step => event(step, rate / (step + 1))).join('; '), { name, params: {} });
const run = cli(bench.on, { now: Date.now });
const file = (name: string) => readFileSync(join(bench.on.path, name));

t.test('a page, an SVG and a PNG are written, and how large they are is said', async t => {
  const { exitCode, stdout, stderr } = await run(
    ...[
      'plot',
      '-n',
      '2',
      '--html',
      'p.html',
      '--svg',
      'p.svg',
      '--png',
      'p.png',
      '--width',
      '500',
      '--height',
      '300',
    ],
  );
  t.same([exitCode, stdout], [0, '']);
  t.match(
    stderr,
    /^git-run: wrote p\.html \(\d+ kB\)\ngit-run: wrote p\.svg \([\d.]+ kB\)\ngit-run: wrote p\.png/,
  );
  t.match(file('p.html').toString(), '<!DOCTYPE html>');
  t.match(file('p.svg').toString(), /^<svg width="500" height="300".*first/s);
  t.same([file('p.png').readUInt32BE(16), file('p.png').readUInt32BE(20)], [500, 300]);
});

t.test('one of them goes to standard output', async t => {
  const { bytes, stderr } = await run('plot', '-n', '2', '--png', '-');
  t.equal(bytes.toString('latin1', 1, 4), 'PNG');
  t.equal(stderr, '');
  t.match((await run('plot', '--svg', '-')).stdout, /^<svg .*<\/svg>\n$/s);
});

t.test('what cannot be written is refused', async t => {
  t.match(await run('plot', '--svg', '-', '--html', '-'), { exitCode: 2, stderr: /only one of/ });
  const terminal = cli(bench.on, { now: Date.now, terminal: { columns: 80, rows: 24 } });
  t.match(await terminal('plot', '--png', '-'), {
    exitCode: 2,
    stderr: /a picture is no text for a terminal/,
  });
  t.match(await run('plot', '--png', 'x.png', '--width', '999999', '--height', '999999'), { exitCode: 2 });
  t.match(await run('plot', '--svg', 'no/such/place.svg'), { exitCode: 1, stderr: /ENOENT/ });
});
