/** A run written again without some of its files: its source where it held one, and one commit upon it with all edits. */
import type { NewCommit, Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { liveRef, runRef } from '../run/run-ref.ts';
import { dropAnchor } from '../store/anchor.ts';
import { type CommittedRun, commitRun } from '../store/commit-run.ts';
import { decodeInputs, decodeManifest, decodeRun } from '../store/decode.ts';
import type { PurgePlan } from './plan-purge.ts';
import { purgedChanges } from './purged-records.ts';

/**
 * Makes the new commits, kept by the run's anchor, and moves the run's ref from the commit that was read to the new one.
 * Throws RefConflictError where somebody has edited the run meanwhile; then it is as that one left it.
 */
export async function rewriteRun(repository: Repository, plan: PurgePlan): Promise<CommittedRun> {
  const { loaded, first } = plan;
  const { id } = loaded.run;
  const anchor = liveRef(id);
  await dropAnchor(repository.refs, id);
  const source = await rewriteSource(repository, plan, anchor);
  const [top] = await repository.objects.read([`${loaded.commit}^{tree}`]);
  const records = await readRecords(repository, plan);
  const changes = purgedChanges(records, { ...plan, newSource: source });
  const committed = await commitRun(repository, records.run, {
    ref: anchor,
    parent: source.commit,
    base: top?.oid as string,
    changes,
    author: first.run.author,
    time: first.run.time,
  });
  const to = committed.commit;
  await repository.refs.update([
    // A run that is folded gets a ref again.
    { name: runRef(id), to, ...(plan.isFolded ? {} : { from: loaded.commit }) },
    { name: anchor, from: to },
  ]);
  return committed;
}

/** As it was where nothing of it goes. Equal sources of several runs become equal again: one commit has one id. */
async function rewriteSource(repository: Repository, { loaded, first, source }: PurgePlan, anchor: string) {
  const { commit, tree } = loaded.run.source;
  if (source.length === 0) return { commit, tree };
  const { parents, author, time, message } = first.source;
  const [parent] = parents;
  const rewritten: NewCommit = {
    ref: anchor,
    ...(parent === undefined ? {} : { parent }),
    base: tree,
    changes: source.map(path => ({ path, deleted: true })),
    author,
    time,
    message,
  };
  const [made] = await repository.objects.commit([rewritten]);
  return made as { commit: string; tree: string };
}

async function readRecords({ objects }: Repository, { loaded }: PurgePlan) {
  const names = ['run.json', 'manifest.json', 'inputs.json'];
  const found = await objects.read(names.map(name => `${loaded.commit}:${name}`));
  const contents = found.map((object, at) => {
    if (object === undefined)
      throw new CorruptRecordError(`run ${loaded.run.id}`, `it holds no ${names[at]}`);
    return object.content;
  });
  const [run, manifest, inputs] = contents as [Buffer, Buffer, Buffer];
  return {
    run: decodeRun(run, 'run.json'),
    manifest: decodeManifest(manifest, 'manifest.json'),
    inputs: decodeInputs(inputs, 'inputs.json'),
    annotations: loaded.annotations,
  };
}
