import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { compareSeveral } from '../../../src/cli/diff/several.ts';
import type { DiffWish } from '../../../src/cli/diff/wish.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { worldOf } from '../../support/cli.ts';
import { idAt, NOW, sampleRow } from '../../support/run-rows.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t, { files: { 'git-run.yaml': 'directions: {score: min}\n' } });
const side = (name: string, score: number): Side => ({
  ...sideOfRow(sampleRow({ id: idAt(NOW, name), name })),
  params: { lr: paramOfText('1', { kind: 'option' }) },
  metrics: { score: { last: score, min: score, max: score, count: 1, step: 0 } },
});
const wish: DiffWish = {
  ...{ sections: [], format: 'table', forms: ['stat'], paths: [], content: false, rows: false, all: false },
};
const context = createContext(worldOf(on).world);
t.teardown(() => context.close());

t.test('the best is what git-run.yaml declares', async t => {
  const { same, text } = await compareSeveral(context, [side('a', 1), side('b', 2), side('c', 3)], wish);
  t.equal(same, false);
  t.match(await text?.(), /\nscore +\*1 +2 +3\nbest: lowest score\n/);
});

t.test('every format is told', async t => {
  const sides = [side('a', 1), side('b', 1)];
  const told = async (format: DiffWish['format']) =>
    (await compareSeveral(context, sides, { ...wish, format })).text?.();
  t.match(await told('json'), '"version": 1');
  t.match(await told('csv'), 'metrics,score,1,1\r\n');
  t.match(await told('html'), '<title>a, b</title>');
  t.match(await told('md'), 'are the same in all');
  t.equal((await compareSeveral(context, sides, wish)).same, true);
});
