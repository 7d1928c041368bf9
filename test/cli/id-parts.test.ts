import t from 'tap';
import { idParts } from '../../src/cli/id-parts.ts';
import { runIdOfMlflow } from '../../src/interop/mlflow-id.ts';
import { hexOfId } from '../../src/run/hex-id.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const one = idAt(NOW, 'abc');
const other = idAt(NOW + 1000, 'xyz');

t.test('a run is meant by its id, or by how that begins or ends', async t => {
  for (const word of [one, one.slice(0, -1).toUpperCase(), one.slice(-4), one.slice(0, 1)])
    t.ok(idParts([word]).fits(one), word);
  t.notOk(idParts([one.slice(-3)]).fits(one), 'too short an end');
  t.notOk(idParts([one]).fits(other));
  t.ok(idParts([one, other]).fits(other));
  t.ok(idParts([]).fits(one), 'all, where none is named');
});

t.test('a word that fits no run is told as it was typed', async t => {
  const parts = idParts([one.slice(-8).toUpperCase(), '7ZZZ']);
  t.same(parts.idle().length, 2);
  parts.fits(other);
  parts.fits(one);
  t.same(parts.idle(), ['7ZZZ']);
  t.throws(() => idParts(['nothing!']), { code: 'usage', message: /'nothing!' is no remote/ });
});

t.test('a run that is to be fetched is meant by its MLflow id, too', async t => {
  const mlflow = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
  const brought = runIdOfMlflow(mlflow, NOW);
  t.ok(idParts([mlflow.toUpperCase()]).fits(brought));
  t.ok(idParts([hexOfId(one)]).fits(one));
  t.notOk(idParts([mlflow]).fits(one));
});
