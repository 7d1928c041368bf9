import t from 'tap';
import { idParts } from '../../src/cli/id-parts.ts';
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
