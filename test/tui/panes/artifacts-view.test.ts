import { readFileSync } from 'node:fs';
import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import { artifactsView } from '../../../src/tui/panes/artifacts-view.ts';
import { moveArtifacts, NO_ARTIFACTS, reduceArtifacts } from '../../../src/tui/state/artifacts.ts';
import { isSafe } from '../../../src/view/sanitise.ts';
import { widthOf } from '../../../src/view/width.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const theme = {
  ...PLAIN_THEME,
  style: { ...PLAIN_THEME.style, bold: (text: string) => text, dim: (text: string) => text },
};
const CORPUS: { text: string }[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/hostile/terminal-strings.json', import.meta.url), 'utf8'),
);
const RUN = '0'.repeat(26) as RunId;
const sha256 = 'abcdef0123456789'.repeat(4);
const file = (path: string, size = 1200) => ({ path, size, sha256 });
const listed = (...files: readonly ReturnType<typeof file>[]) =>
  reduceArtifacts(NO_ARTIFACTS, { kind: 'files', run: RUN, isLive: false, files });
const lines = (state: typeof NO_ARTIFACTS, width: number, height = 20) =>
  artifactsView(state, { width, height, hasFocus: true }, theme);

t.test('names, sizes and digests stand in columns, the line of the cursor marked', async t => {
  const state = listed(file('a.txt', 12), file('plots/curve.png', 3_400_000));
  t.same(lines(moveArtifacts(state, 'down', 20), 44), [
    '  a.txt                      12 B  abcdef01 ',
    '> plots/                   3.4 MB  1 file   ',
    '    curve.png              3.4 MB  abcdef01 ',
  ]);
  t.same(lines(state, 30), [
    '> a.txt                  12 B ',
    '▾ plots/               3.4 MB ',
    '    curve.png          3.4 MB ',
  ]);
});

t.test('every line is as wide as its part of the screen, whatever files are called', async t => {
  const texts = CORPUS.map(({ text }) => text.replaceAll('/', '-'));
  const names = [...texts, '日本語のファイル名がとても長い場合', 'x'.repeat(500)];
  const state = listed(...names.map((name, n) => file(`folder ${n}/${name}/${name}`)));
  for (const width of [20, 33, 44, 80]) {
    for (const line of lines(state, width, 500)) {
      t.ok(isSafe(line), line);
      t.equal(widthOf(line), width, line);
    }
  }
});

t.test('only what is on the screen is printed, around the cursor', async t => {
  const state = listed(...Array.from({ length: 100 }, (_, n) => file(`${n}.txt`)));
  const shown = lines(moveArtifacts(state, 'last', 10), 40, 10);
  t.equal(shown.length, 10);
  t.match(shown.at(-1), /^> 99\.txt/);
});

t.test('where there are none it says how to keep some', async t => {
  t.match(lines(listed(), 60).join('\n'), /no artifacts.*GIT_RUN_ARTIFACTS.*outputs/s);
  const live = reduceArtifacts(NO_ARTIFACTS, { kind: 'files', run: RUN, isLive: true, files: [] });
  t.match(lines(live, 60).join('\n'), 'No artifacts yet');
  for (const line of lines(listed(), 24)) t.ok(widthOf(line) <= 24);
});

t.test('what is late says so, and what went wrong why', async t => {
  t.match(lines(NO_ARTIFACTS, 40).join(), 'reading …');
  const failed = reduceArtifacts(NO_ARTIFACTS, { kind: 'failed', run: RUN, trouble: 'it is damaged' });
  t.match(lines(failed, 40).join(), 'it is damaged');
});
