import t from 'tap';
import { yamlTree } from '../../../src/capture/params/yaml-tree.ts';
import { plainOf } from '../../../src/interop/mlproject/plain-tree.ts';

t.test('everything is text, as a program of Python would be given it', async t => {
  const plain = async (text: string) => plainOf(await yamlTree(text));
  for (const text of ['0.10', '1e-3', '007', '3.10', '"true"', 'plain words'])
    t.equal(await plain(text), text.replaceAll('"', ''), text);
  t.equal(await plain('true'), 'True');
  t.equal(await plain('null'), undefined);
  t.same(await plain('[1, [x]]'), ['1', ['x']]);
  t.same(
    await plain('{a: 1, b: null, __proto__: x}'),
    new Map([
      ['a', '1'],
      ['__proto__', 'x'],
    ]),
  );
});
