/** Sharing a run with plain Git publishes the run and its source, and no commit that its author has not pushed. */
import { join } from 'node:path';
import t from 'tap';
import { sampled } from '../support/extent.ts';
import { openDoor, recordRun } from '../support/recorded-run.ts';
import { addSubmodule } from '../support/submodules.ts';
import {
  gitIn,
  type TemporaryRepository,
  temporaryDirectory,
  temporaryRepository,
} from '../support/temporary-repository.ts';

const commit = ({ write, git }: TemporaryRepository, text: string) => {
  write('a.py', text);
  git('commit', '-q', '-am', text);
};

interface Case {
  /** Whether every commit is pushed. */
  readonly pushed?: true;
  /** Whether the source is HEAD itself. */
  readonly clean?: true;
  change(on: TemporaryRepository, remote: string): void;
}

/** What is done after the first commit has been pushed. */
const CASES: Readonly<Record<string, Case>> = {
  'a clean tree, all of it pushed': { pushed: true, clean: true, change: () => {} },
  'a clean tree with commits that are not': {
    change(on) {
      commit(on, 'second');
      commit(on, 'third');
    },
  },
  'a dirty tree with commits that are not': {
    change(on) {
      commit(on, 'second');
      on.write('a.py', 'edited');
      on.write('new.py', 'new');
      on.write('staged.py', 'staged');
      on.git('add', 'staged.py');
    },
  },
  'a dirty tree, all of it pushed': { pushed: true, change: on => void on.write('a.py', 'edited') },
  'a detached HEAD': {
    change(on) {
      on.git('checkout', '-q', '--detach');
      commit(on, 'second');
    },
  },
  'no common ancestor': {
    change(on) {
      on.git('checkout', '-q', '--orphan', 'other');
      on.git('commit', '-q', '-m', 'another root');
      commit(on, 'second');
    },
  },
  'a remote without branches': {
    change(on, remote) {
      gitIn(remote, on.env, ['update-ref', '-d', 'refs/heads/main']);
      on.git('fetch', '-q', '--prune', 'origin');
      commit(on, 'second');
    },
  },
  'a branch that was rewritten after its push': {
    change(on) {
      on.write('a.py', 'amended');
      on.git('commit', '-q', '-a', '--amend', '-m', 'amended');
    },
  },
  'a merge of what is not pushed into what is': {
    change(on) {
      on.git('switch', '-q', '-c', 'side');
      commit(on, 'side');
      on.git('switch', '-q', 'main');
      on.write('b.py', 'main');
      on.git('add', 'b.py');
      on.git('commit', '-q', '-m', 'main');
      on.git('push', '-q', 'origin', 'main');
      on.git('merge', '-q', '--no-edit', 'side');
    },
  },
  'a merge of what is pushed into what is not': {
    change(on) {
      on.git('switch', '-q', '-c', 'pushed');
      commit(on, 'pushed');
      on.git('push', '-q', 'origin', 'pushed');
      on.git('switch', '-q', 'main');
      on.write('b.py', 'main');
      on.git('add', 'b.py');
      on.git('commit', '-q', '-m', 'main');
      on.git('merge', '-q', '--no-edit', 'pushed');
      on.write('c.py', 'dirty too');
    },
  },
  'an unfinished merge, and a stash': {
    change(on) {
      on.write('a.py', 'stashed');
      on.git('stash', '-q');
      on.git('switch', '-q', '-c', 'side');
      commit(on, 'side');
      on.git('switch', '-q', 'main');
      commit(on, 'main');
      try {
        on.git('merge', '-q', 'side');
      } catch {
        // The conflict is what is wanted.
      }
    },
  },
  'a submodule with commits of its own': {
    pushed: true,
    change(on) {
      const sub = addSubmodule(t, on, 'lib');
      on.git('push', '-q', 'origin', 'main');
      on.write('lib/lib.py', 'own');
      sub.git('commit', '-q', '-am', 'own');
    },
  },
};

for (const [name, { pushed, clean, change }] of sampled(Object.entries(CASES), 2)) {
  t.test(name, async t => {
    const on = temporaryRepository(t, { files: { 'a.py': 'first' } });
    const remote = join(temporaryDirectory(t), 'remote.git');
    on.git('init', '-q', '--bare', '--initial-branch=main', remote);
    on.git('remote', 'add', 'origin', remote);
    on.git('push', '-q', '-u', 'origin', 'main');
    change(on, remote);
    const list = (...what: string[]) =>
      on
        .git('rev-list', ...what)
        .split('\n')
        .filter(oid => oid !== '');
    const unpushed = list('HEAD', '--branches', '--glob=refs/stash', '--not', '--remotes=origin');
    t.equal(unpushed.length === 0, pushed === true);

    const repository = await openDoor(t, on.path, on.env);
    const { run } = await recordRun({ ...on, repository }, ['true']);
    on.git('push', '-q', 'origin', 'refs/runs/*:refs/runs/*');

    const there = (...args: string[]) => gitIn(remote, on.env, args);
    const known = new Set(there('rev-list', '--all').split('\n'));
    t.same(
      unpushed.filter(oid => known.has(oid)),
      [],
    );
    t.ok(known.has(run.source.commit));
    t.equal(run.source.commit === run.source.head, clean === true);
    t.equal(
      there('rev-parse', `refs/runs/${run.id}^{tree}`),
      on.git('rev-parse', `refs/runs/${run.id}^{tree}`),
    );
    t.equal(there('fsck', '--connectivity-only', '--no-dangling', '--no-progress'), '');
    t.match(run.source, { head: on.git('rev-parse', 'HEAD') }, 'the run names HEAD all the same');
  });
}
