import t from 'tap';
import { distance, nearest } from '../../src/query/nearest.ts';

t.test('a typing error costs one', async t => {
  t.equal(distance('log', 'lgo'), 1);
  t.equal(distance('log', 'lg'), 1);
  t.equal(distance('log', 'logs'), 1);
  t.equal(distance('log', 'leg'), 1);
  t.equal(distance('', 'abc'), 3);
  t.equal(distance('same', 'same'), 0);
});

t.test('the nearest names come first, far ones not at all', async t => {
  t.same(nearest('staus', ['started', 'status', 'name', 'stats']), ['status', 'stats']);
  t.same(nearest('Digits', ['digits', 'digest', 'faces']), ['digits', 'digest']);
  t.same(nearest('xyz', ['log', 'show']), []);
  t.same(nearest('run', ['ran', 'rum', 'rub', 'rug'], 2), ['ran', 'rum']);
});
