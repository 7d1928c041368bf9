import { join } from 'node:path';
import t from 'tap';
import { EndedRows } from '../../../src/interop/mlflow/ended-rows.ts';
import { runRef } from '../../../src/run/run-ref.ts';
import { editRun } from '../../../src/store/edit.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';
import { tickOn } from '../../support/tick-on.ts';

t.test('whoever changes runs, all are told as they are now, and asked of Git once', async t => {
  const bench = await storeBench(t);
  const { on, repository } = bench;
  const rows = new EndedRows(repository.place);
  let asked = 0;
  const names = async () => {
    const experiments = Promise.resolve(new Map<string, string>());
    // Everything has come to rest long ago.
    const now = Date.now() + 3_600_000;
    const refs = {
      ...repository.refs,
      list(...of: Parameters<typeof repository.refs.list>) {
        asked++;
        return repository.refs.list(...of);
      },
    };
    const question = {
      repository: { ...repository, refs },
      place: repository.place,
      experiments,
      now,
      missing() {},
    };
    const found: string[] = [];
    for await (const some of rows.all(question)) for (const { name } of some) found.push(name);
    return found.sort();
  };
  const id = (n: number) => idAt(NOW - n * 60_000, `n${n}`);
  const steps: [() => unknown, string[]][] = [
    [() => {}, []],
    [() => bench.save(bench.run({ id: id(1), name: 'a' })), ['a']],
    [() => bench.save(bench.run({ id: id(2), name: 'b' })), ['a', 'b']],
    [
      () =>
        editRun({ repository, id: id(1), edits: [{ kind: 'rename', name: 'c' }], author: AUTHOR, now: NOW }),
      ['b', 'c'],
    ],
    [() => on.git('pack-refs', '--all'), ['b', 'c']],
    [() => on.git('update-ref', '-d', runRef(id(2))), ['c']],
  ];
  for (const [does, expected] of steps) {
    tickOn(join(on.path, '.git'));
    await does();
    t.same(await names(), expected);
    const before = asked;
    t.same(await names(), expected);
    t.equal(asked, before);
  }
});
