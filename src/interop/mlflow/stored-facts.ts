/** The facts of a run that has ended: of what was recorded, and of each time that it went on. */
import type { Readable } from '../../git/readable.ts';
import type { Objects } from '../../git/repository.ts';
import { ATTEMPTS, pathInAttempt } from '../../run/attempt.ts';
import { ARTIFACTS } from '../../run/manifest.ts';
import { artifactContent } from '../../store/artifact-content.ts';
import { type LoadedRun, type RunDetail, runFiles } from '../../store/load.ts';
import { FACTS_FILE, type Facts, readFacts } from './facts.ts';

/** Reads them, in the order in which they were made; `artifacts` are those of the run. */
export async function storedFacts(
  source: Readable,
  { added, commit }: Pick<LoadedRun, 'added' | 'commit'>,
  artifacts: RunDetail['artifacts'],
): Promise<Facts> {
  const { objects } = source;
  const pieces: Uint8Array[] = [];
  const recorded = artifacts.find(({ path }) => path === FACTS_FILE);
  const blob = recorded && (await runFiles(source, commit, 'artifacts')).get(`${ARTIFACTS}${FACTS_FILE}`);
  if (recorded !== undefined && blob !== undefined)
    for await (const piece of artifactContent(source, recorded, blob)) pieces.push(piece);
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
