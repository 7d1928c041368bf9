import t from 'tap';
import { objectSizes } from '../../../src/git/native/sizes.ts';
import { blob } from '../../support/damage.ts';
import { programBench } from '../../support/git-program.ts';

t.test('sizes are told in order, of loose and packed objects; of none there is none', async t => {
  const { on, git } = programBench(t, { files: { big: 'x'.repeat(100_000) } });
  on.git('repack', '-q', '-a', '-d');
  const loose = blob(on, 'four');
  const [four, none, big] = await objectSizes(git, [loose, '1'.repeat(40), on.git('rev-parse', 'HEAD:big')]);
  t.match([four?.size, none, big?.size], [4, undefined, 100_000]);
  t.ok(big !== undefined && big.disk > 10 && big.disk < 1000, `${big?.disk} bytes`);
  t.same(await objectSizes(git, []), []);
});
