import t from 'tap';
import { readEach } from '../../src/store/read-each.ts';
import { blob, cutObject } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('one that is damaged, missing or too large hides no other', async t => {
  const { repository, on } = await storeBench(t);
  const [one, cut, other] = ['one', 'cut'.repeat(100), 'other'].map(text => blob(on, text)) as [
    string,
    string,
    string,
  ];
  cutObject(on, cut);
  const large = blob(on, 'x'.repeat(2000));
  const found = await readEach(repository.objects, [one, cut, '1'.repeat(40), large, other], 1000);
  t.same(
    found.map(object => object?.content.toString()),
    ['one', undefined, undefined, undefined, 'other'],
  );
});
