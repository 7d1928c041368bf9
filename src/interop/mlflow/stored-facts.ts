/** The facts of a run that has ended: of what was recorded, and of each time that it went on. */
import type { Readable } from '../../git/readable.ts';
import type { Objects } from '../../git/repository.ts';
import { ATTEMPTS, pathInAttempt } from '../../run/attempt.ts';
import { ARTIFACTS } from '../../run/manifest.ts';
import type { LoadedRun } from '../../store/load.ts';
import { FACTS_FILE, type Facts, readFacts } from './facts.ts';
import type { ArtifactBytes } from './tracked-run.ts';

/** Reads them, in the order in which they were made; `recorded` is the file among the run's artifacts, if there is one. */
export async function storedFacts(
  { objects }: Pick<Readable, 'objects'>,
  { added, commit }: Pick<LoadedRun, 'added' | 'commit'>,
  recorded: ArtifactBytes | undefined,
): Promise<Facts> {
  const pieces: Uint8Array[] = [];
  for await (const piece of recorded?.bytes ?? []) pieces.push(piece);
  const later = Object.keys(added).filter(
    path => path.startsWith(ATTEMPTS) && pathInAttempt(path) === `${ARTIFACTS}${FACTS_FILE}`,
  );
  const files = await objects.read(later.sort().map(path => `${commit}:${path}`));
  return readFacts(Buffer.concat([...pieces, ...files.map(file => file?.content ?? NOTHING)]).toString());
}

/** The lines that attempts added, in their order, of a run that is known by its commit alone. */
export async function laterFacts(
  objects: Pick<Objects, 'read' | 'files'>,
  commit: string,
): Promise<Buffer[]> {
  const files = await objects.files(commit, ATTEMPTS.slice(0, -1));
  const later = files.filter(({ path }) => pathInAttempt(path) === `${ARTIFACTS}${FACTS_FILE}`);
  const found = await objects.read(later.map(({ oid }) => oid));
  return found.map(file => file?.content ?? NOTHING);
}

const NOTHING = Buffer.alloc(0);
