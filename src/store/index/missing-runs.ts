/** Runs that the index lacks: told by the ledger they are folded into, else read from Git. */
import type { Readable } from '../../git/readable.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { type RunTip, stateOf } from '../../run/run-tip.ts';
import { readFolded } from '../ledger/folded-run.ts';
import { excerptsPath, MOST_TOLD } from '../ledger/page.ts';
import { loadTips } from '../list.ts';
import { type ExperimentNames, listedRun, rowNow } from '../listed-run.ts';
import type { UnreadableRun } from '../load.ts';
import { readEach } from '../read-each.ts';
import { isLineOf, printExcerpt, readExcerpt } from './excerpt.ts';

/** A row, or a run that could not be read. */
export type FoundRow = RunRow | (UnreadableRun & { readonly id: RunId });

export interface MissingQuestion {
  readonly repository: Readable;
  /** Asked for while runs are looked up. */
  readonly experiments: Promise<ExperimentNames>;
  /** Is told how many of how many runs have been read. */
  missing(done: number, total: number): void;
}

export interface MissingRuns {
  readonly rows: readonly FoundRow[];
  /** For the index. */
  readonly lines: readonly string[];
}

/** As many as are loaded at once: enough to keep Git busy. */
const BATCH = 256;

/** Reads runs, some at a time. */
export async function* readMissing(
  { repository, experiments: naming, missing: heard }: MissingQuestion,
  missing: readonly RunTip[],
): AsyncGenerator<MissingRuns> {
  const experiments = await naming;
  const untold = missing.filter(tip => nameOfPage(tip) === undefined);
  let done = 0;
  for await (const { told, left } of readTold(repository, missing)) {
    untold.push(...left);
    done += told.length;
    heard(done, missing.length);
    yield { rows: told.map(line => readExcerpt(line, experiments)), lines: told };
  }
  for (let at = 0; at < untold.length; at += BATCH) {
    const batch = untold.slice(at, at + BATCH);
    const runs = await loadTips(repository, batch);
    const rows = runs.map((run, index): FoundRow => {
      if ('error' in run) return { ...run, id: (batch[index] as RunTip).id };
      return rowNow(listedRun(run), experiments);
    });
    const lines = runs.flatMap((run, index) =>
      'error' in run ? [] : (printExcerpt(listedRun(run), stateOf(batch[index] as RunTip)) ?? []),
    );
    done += batch.length;
    heard(done, missing.length);
    yield { rows, lines };
  }
}

/** All at once, newest first. */
export async function readRows(question: MissingQuestion, tips: readonly RunTip[]): Promise<FoundRow[]> {
  const found: FoundRow[] = [];
  for await (const { rows } of readMissing(question, tips)) found.push(...rows);
  return found.sort((one, other) => (one.id < other.id ? 1 : -1));
}

interface ToldRuns {
  /** For the index. */
  readonly told: readonly string[];
  readonly left: readonly RunTip[];
}

/** Page by page; those that their page does not tell of are left. */
async function* readTold({ objects }: Readable, tips: readonly RunTip[]): AsyncGenerator<ToldRuns> {
  const pages = new Map<string, RunTip[]>();
  for (const tip of tips) {
    const name = nameOfPage(tip);
    if (name === undefined) continue;
    const known = pages.get(name);
    if (known === undefined) pages.set(name, [tip]);
    else known.push(tip);
  }
  for (const [name, wanted] of pages) {
    const [excerpts] = await readEach(objects, [name], MOST_TOLD);
    const lines = new Map<string, string>();
    for (const { id, excerpt } of readFolded(excerpts?.content ?? Buffer.alloc(0))) lines.set(id, excerpt);
    const isTold = ({ id, commit }: RunTip) => isLineOf(lines.get(id) ?? '', commit);
    yield {
      told: wanted.filter(isTold).map(({ id }) => lines.get(id) as string),
      left: wanted.filter(tip => !isTold(tip)),
    };
  }
}

/** Where a ledger tells of a run; undefined where more than one line would have to be joined. */
function nameOfPage({ page, others }: RunTip): string | undefined {
  return page === undefined || others !== undefined
    ? undefined
    : `${page.ledger}:${excerptsPath(page.number)}`;
}
