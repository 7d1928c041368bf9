import t from 'tap';
import { adoptKeeps, dropStaleKeeps } from '../../src/share/adopt-keeps.ts';
import { fold } from '../../src/store/ledger/fold.ts';
import { openValidation } from '../../src/store/validate-run.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test(
  'what keeps sound runs is taken, what keeps others is named, and what no ledger names goes',
  async t => {
    const { clones } = await team(t, 2);
    const [here, other] = clones as [Clone, Clone];
    await here.save();
    await here.save();
    const { repository } = here;
    await repository.space.alone(() =>
      fold({ repository, author: AUTHOR, now: NOW, retire: async () => {} }),
    );
    const keeps = here.refs().filter(line => line.includes('ledger-keep'));
    const [commit = '', name = ''] = (keeps[0] ?? '').split(' ');
    other.git('fetch', '-q', here.path, `${name}:refs/run-incoming/x/1`);
    const head = other.git('rev-parse', 'HEAD');
    const odd = other.git('commit-tree', 'HEAD^{tree}', '-m', 'odd', '-p', head);
    const writer = name.split('/')[3] as string;
    const bad = `refs/runs/ledger-keep/${writer}/77`;
    const keeping = {
      repository: other.repository,
      validation: openValidation(other.repository),
      own: 'own',
    };
    const incoming = [
      { name, commit, held: 'refs/run-incoming/x/1' },
      { name: bad, commit: odd, held: 'refs/run-incoming/x/2' },
    ];
    t.match(await adoptKeeps(keeping, incoming), { folded: 2, refused: [{ ref: bad }] });
    t.same(
      other.refs().map(line => line.split(' ')[1]),
      [name],
    );
    t.match(await adoptKeeps(keeping, incoming.slice(0, 1)), { folded: 0, refused: [] });
    t.match(await adoptKeeps({ ...keeping, own: writer }, incoming), { folded: 0, refused: [] });
    await dropStaleKeeps(other.repository, 'own');
    t.equal(other.refs().length, 1, 'of a clone whose ledger is not here nothing is dropped');
    other.git('fetch', '-q', here.path, `refs/runs/ledger/${writer}:refs/runs/ledger/${writer}`);
    other.git('update-ref', `refs/runs/ledger-keep/${writer}/99`, commit);
    await dropStaleKeeps(other.repository, 'own');
    t.same(other.refs(), here.refs());
  },
);
