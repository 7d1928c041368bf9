import t from 'tap';
import { runIdOfMlflow } from '../../src/interop/mlflow-id.ts';
import { tipOfMlflow } from '../../src/interop/mlflow-tip.ts';
import { hexOfId } from '../../src/run/hex-id.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const HEX = '0123456789abcdef0123456789abcdef';

t.test('a run is found by the id that MLflow gave it, and by the bits of its own', async t => {
  const came = bench.run({ id: runIdOfMlflow(HEX, 1_000_000) });
  const own = bench.run();
  for (const run of [came, own]) await bench.save(run);
  t.equal((await tipOfMlflow(bench.repository, HEX))?.id, came.id);
  t.equal((await tipOfMlflow(bench.repository, hexOfId(own.id)))?.id, own.id);
  t.equal(await tipOfMlflow(bench.repository, 'f'.repeat(32)), undefined);
});
