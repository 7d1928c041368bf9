import fc from 'fast-check';
import t from 'tap';
import { parseSettings } from '../../src/config/settings-file.ts';
import { type StarterFindings, starterFile } from '../../src/config/starter.ts';

const NOTHING: StarterFindings = { params: [], metrics: [], outputs: [], inputs: [], link: [] };

t.test('where nothing is found the file sets nothing', async t => {
  t.same(await parseSettings(starterFile(NOTHING)), {});
});

t.test('uncommented whole, it is a valid file still', async t => {
  const settings = starterFile(NOTHING).replace(/^# (?=[a-z]+:| )/gm, '');
  t.same(await parseSettings(settings), {
    experiment: 'default',
    params: ['conf/train.yaml'],
    metrics: ['metrics.json'],
    outputs: ['out/**'],
    inputs: ['data/train.csv'],
    worktree: { link: ['data'] },
    environment: { keep: ['OMP_*'] },
    limits: { source: '10 MiB', input: '1 GiB', log: '1 GiB' },
    directions: { score: 'min' },
    trash: '90d',
  });
});

t.test('what was found is what the file sets, whatever its name', async () => {
  const paths = fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 3 });
  const odd = fc.constantFrom(['true'], ['- x'], ['# no'], ['1.0'], ['.inf'], ['a: b', '*x', '&y', '~']);
  const some = fc.oneof(paths, odd);
  const findings = fc.record({ params: some, metrics: some, outputs: some, inputs: some, link: some });
  await fc.assert(
    fc.asyncProperty(findings, async found => {
      const { worktree, ...rest } = await parseSettings(starterFile(found));
      const { link, ...lists } = found;
      return JSON.stringify([lists, link]) === JSON.stringify([rest, worktree?.link]);
    }),
  );
});
