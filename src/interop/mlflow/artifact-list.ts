/** What a directory of artifacts holds, for clients: without what the endpoint keeps there for itself. */
import { type ArtifactPlace, pathInRun } from './artifact-path.ts';
import { FACTS_FILE } from './facts.ts';
import { parseModelId } from './model-id.ts';
import type { ArtifactEntry, TrackedRun } from './tracked-run.ts';
import type { Message } from './wire.ts';

/** Nothing where the place is no directory. Logged models have places of their own, and are not told among a run's. */
export async function listArtifacts(
  run: TrackedRun,
  place: ArtifactPlace,
): Promise<readonly ArtifactEntry[]> {
  const found = (await run.list(pathInRun(place))) ?? [];
  if (place.model !== undefined) return found;
  if (place.path === MODELS) return withoutModels(found);
  if (place.path !== '') return found;
  const own = found.filter(({ name }) => name !== FACTS_FILE);
  if (!own.some(({ name, size }) => name === MODELS && size === undefined)) return own;
  const others = withoutModels((await run.list(MODELS)) ?? []);
  return others.length > 0 ? own : own.filter(({ name }) => name !== MODELS);
}

const MODELS = 'models';

function withoutModels(entries: readonly ArtifactEntry[]): readonly ArtifactEntry[] {
  return entries.filter(({ name }) => parseModelId(name) === undefined);
}

/** A name as clients can ask for it: they send a byte that is no UTF-8 as it is written here, and know no other way. */
function askedName(name: string): string {
  return name.replace(
    /(?<![\ud800-\udbff])[\udc80-\udcff]/g,
    byte => `%${(byte.charCodeAt(0) - 0xdc00).toString(16).toUpperCase()}`,
  );
}

/** A directory's entries, as messages; `below` is put in front of their names. */
export function entryMessages(entries: readonly ArtifactEntry[], below = ''): Message[] {
  return entries.map(({ name, size }) => ({
    path: below + askedName(name),
    is_dir: size === undefined,
    file_size: size,
  }));
}
