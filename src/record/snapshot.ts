/** The source of now, kept until somebody runs it. */
import { takeSource } from '../capture/source-tree.ts';
import type { Settings } from '../config/settings.ts';
import type { Repository } from '../git/repository.ts';
import { snapshotRef } from '../run/run-ref.ts';
import type { Source } from '../run/source.ts';
import { newRunId } from '../store/new-id.ts';
import { authorOf } from './identity.ts';
import { cacheDirectory } from './live.ts';

export interface SnapshotRequest {
  readonly repository: Repository;
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since 1970. */
  readonly now: number;
}

/** Makes the source commit of now and keeps it from gc by `refs/run-snapshots/<commit>`. Changes nothing of the user's. */
export async function takeSnapshot({ repository, settings, env, now }: SnapshotRequest): Promise<Source> {
  const { refs, place } = repository;
  // The commit's own id is not known before it is made.
  const anchor = snapshotRef(newRunId(now));
  const source = await takeSource({
    repository,
    settings,
    ref: anchor,
    message: 'Source snapshot\n',
    author: authorOf(repository.config, env),
    time: now / 1000,
    cache: cacheDirectory(place.commonDir),
  });
  const kept = snapshotRef(source.commit);
  const there = (await refs.list([kept])).length > 0;
  await refs.update([
    ...(there ? [] : [{ name: kept, to: source.commit }]),
    { name: anchor, from: source.commit },
  ]);
  return source;
}
