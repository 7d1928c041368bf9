import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { parseStatus, statusArgs } from '../../../src/git/native/status.ts';
import { type TemporaryRepository, temporaryRepository } from '../../support/temporary-repository.ts';

const sorted = ({ entries, ...rest }: ReturnType<typeof parseStatus>) => ({
  ...rest,
  entries: entries.map(entry => JSON.stringify(entry, Object.keys(entry).sort())).sort(),
});

async function both({ path, env }: TemporaryRepository) {
  const theirs = parseStatus(await gitProgram(path, env)(statusArgs(false)));
  return { ours: sorted(await (await openEmbedded(path, env)).worktree.status()), theirs: sorted(theirs) };
}

t.test('whatever was done to the work tree and the index, the same is told as by git', async t => {
  const on = temporaryRepository(t, {
    files: { a: '1', b: '2', 'd/a': '3', 'd/e/b*': '4', '.gitignore': '*.o\n' },
  });
  const { path, git, write } = on;
  const target = fc.constantFrom('a', 'b', 'd', 'd/a', 'd/e', 'd/e/b', 'new', 'n/x', 'x.o', 'd/y.o');
  const act = fc.constantFrom(
    'write',
    'same-size',
    'remove',
    'link',
    'chmod',
    'add',
    'force-add',
    'uncache',
    'intend',
    'make-directory',
  );
  const acts: Record<string, (file: string) => unknown> = {
    write: file => write(file, 'longer content'),
    'same-size': file => write(file, '9'),
    remove: file => rmSync(join(path, file), { recursive: true, force: true }),
    link: file => symlinkSync('a', join(path, file)),
    chmod: file => chmodSync(join(path, file), 0o755),
    add: file => git('add', '--', file),
    'force-add': file => git('add', '-f', '--', file),
    uncache: file => git('rm', '-r', '-q', '--cached', '--', file),
    intend: file => git('add', '-N', '--', file),
    'make-directory': file => mkdirSync(join(path, file), { recursive: true }),
  };
  const cases = fc.sample(fc.array(fc.tuple(act, target), { minLength: 1, maxLength: 8 }), 40);
  for (const steps of cases) {
    for (const [name, file] of steps) {
      try {
        acts[name]?.(file);
      } catch {
        // Not everything can be done to everything.
      }
    }
    const { ours, theirs } = await both(on);
    t.same(ours, theirs, JSON.stringify(steps));
    git('reset', '-q', '--hard');
    git('clean', '-q', '-f', '-d', '-x');
  }
});

t.test('edits that are hidden from git are hidden here, modes count only where they are trusted', async t => {
  const on = temporaryRepository(t, { files: { a: '1', b: '2', c: '3', d: '4' } });
  const { path, git, write } = on;
  git('update-index', '--assume-unchanged', 'a');
  git('update-index', '--skip-worktree', 'b', 'c');
  for (const name of ['a', 'b']) write(name, 'edited');
  rmSync(join(path, 'c'));
  chmodSync(join(path, 'd'), 0o755);
  for (const [key, value] of [
    ['core.fileMode', 'false'],
    ['core.fileMode', 'true'],
    ['core.sparseCheckout', 'true'],
  ] as const) {
    git('config', key, value);
    const { ours, theirs } = await both(on);
    t.same(ours, theirs, `${key}=${value}`);
  }
});

t.test('a file of a configured filter that may have changed is refused, not guessed', async t => {
  const on = temporaryRepository(t, { files: { '.gitattributes': '*.up filter=up\n', 'a.up': 'A' } });
  on.git('config', 'filter.up.clean', 'tr a-z A-Z');
  on.write('a.up', 'b');
  const { worktree } = await openEmbedded(on.path, on.env);
  on.write('new.up', 'c');
  await t.rejects(worktree.storeFiltered(['new.up']), { code: 'engine-limit', data: { reason: /'up'/ } });
});
