import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { fileIn } from '../../src/git/lfs/places.ts';
import type { Content } from '../../src/git/lfs/pointer.ts';
import type { Run } from '../../src/run/run.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { ONCE } from '../../src/share/patience.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { findTip } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { withoutGitLfs } from '../support/git-lfs.ts';
import { largeFiles } from '../support/stored-files.ts';

const come = { large: { of: 'come', clock: ONCE } } as const;

/** Clones, and a run in the first with a large artifact; of another run it has none. */
async function withLarge(t: Test) {
  const { clones, there } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const write = (path: string, text: string | Buffer) => {
    writeFileSync(join(here.path, path), text);
    return join(here.path, path);
  };
  const files = await largeFiles(
    { repository: here.repository, on: { write } },
    { 'artifacts/model': 'weights' },
  );
  const artifacts = { count: 1, bytes: 7 };
  const small = await here.save();
  const large = await here.save({ artifacts }, { contents: { files } });
  const [content] = await here.repository.contents.list();
  return { here, other, there, small, large, content: content as Content };
}

async function stateOf({ repository }: Clone, { id }: Run) {
  const tip = await findTip(repository, id);
  return tip && (await checkRun(openCheck(repository), tip)).state;
}

t.test('over a remote', { skip: withoutGitLfs }, async t => {
  t.test('the bytes are there before the run is, and come with it', async t => {
    const { here, other, there, large, content } = await withLarge(t);
    const theirs = fileIn(join(there, 'lfs'), content.sha256);
    const hook = join(there, 'hooks/pre-receive');
    writeFileSync(hook, `#!/bin/sh\ntest -s ${theirs}\n`);
    chmodSync(hook, 0o755);
    const load = { files: 1, bytes: 7, absent: 0 };
    t.match(await here.push({ dryRun: true }), { large: load });
    t.notOk(existsSync(theirs));
    t.match(await here.push(), { runs: { length: 2 }, refused: [], large: load });
    t.match(await other.fetch(come), { runs: { length: 2 }, large: { files: 1, bytes: 7, left: 0 } });
    t.equal(await stateOf(other, large), 'whole');
    t.equal((await here.push()).large, undefined, 'nothing is asked of what is there');
    t.equal((await other.fetch(come)).large, undefined);
  });

  t.test('they can stay where they are, and be had later', async t => {
    const { here, other, there, large, content } = await withLarge(t);
    t.match(await here.push({ withLarge: false }), { runs: { length: 2 }, refused: [], large: undefined });
    t.notOk(existsSync(join(there, 'lfs')));
    t.equal((await other.fetch()).large, undefined);
    t.equal(await stateOf(other, large), 'partial');
    const asked = { large: { of: 'asked', clock: ONCE }, wants: (id: string) => id === large.id } as const;
    t.match(await other.fetch(asked), {
      large: {
        files: 0,
        left: 1,
        why: /does not have all of the large files/,
        remedy: /git run push, there/,
      },
    });
    // As the next push of the run would, or a look at it.
    await here.repository.largeFiles?.send('origin', [content]);
    t.match(await other.fetch(asked), { runs: [], large: { files: 1, left: 0 } });
    t.equal(await stateOf(other, large), 'whole');
  });

  t.test('where they cannot be sent the run stays, and the others go', async t => {
    const { here, small, large } = await withLarge(t);
    here.git('config', 'lfs.url', 'http://127.0.0.1:1/none');
    const report = await here.push();
    t.match(report.runs, [{ id: small.id }]);
    t.match(report.refused, [{ ref: runRef(large.id), why: /nothing answers there/, remedy: String }]);
    t.match(await here.push({ withLarge: false }), { runs: [{ id: large.id }], refused: [] });
  });

  t.test('who has a run without them can edit it and push it', async t => {
    const { here, other, large } = await withLarge(t);
    await here.push();
    await other.fetch();
    await other.edit(large.id, [{ kind: 'note', text: 'seen' }]);
    t.match(await other.push(), {
      runs: [{ id: large.id, how: 'edited' }],
      refused: [],
      large: { files: 0, absent: 1 },
    });
  });
});
