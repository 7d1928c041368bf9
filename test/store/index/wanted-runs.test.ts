import fc from 'fast-check';
import t from 'tap';
import { wantedRuns } from '../../../src/store/index/wanted-runs.ts';
import { idAt, NOW } from '../../support/run-rows.ts';

const commitOf = (n: number) => `${n}`.padStart(40, 'a');
const lineOf = (id: number, commit: number) => `${idAt(NOW + id * 1000)}\t${commitOf(commit)}\t\t{}`;

t.test(
  'of each run one line is taken, the first that is at its commit, in whatever order lines come',
  async () => {
    const some = fc.uniqueArray(fc.nat(12), { maxLength: 12 });
    const lines = fc.array(fc.tuple(fc.nat(12), fc.nat(2)), { maxLength: 40 });
    fc.assert(
      fc.property(some, lines, (runs, all) => {
        // Of every run there is, the commit is the one of number 1.
        const tips = runs.map(n => ({ id: idAt(NOW + n * 1000), commit: commitOf(1) }));
        const wanted = wantedRuns(tips);
        const taken = all.filter(([id, commit]) => wanted.take(lineOf(id, commit))).map(([id]) => id);
        const there = all.filter(([id, commit]) => commit === 1 && runs.includes(id)).map(([id]) => id);
        const left = wanted.left().map(({ id }) => id);
        return (
          taken.length === new Set(there).size &&
          new Set(taken).size === taken.length &&
          left.length === runs.length - taken.length &&
          taken.every(id => !left.includes(idAt(NOW + id * 1000)))
        );
      }),
    );
  },
);
