/** The runs that have ended, as rows. A client that searches asks again and again: they are kept while no ref moves. */
import type { RunRow } from '../../run/run-row.ts';
import { type IndexQuestion, indexedRuns } from '../../store/index/indexed-runs.ts';
import type { FoundRow } from '../../store/index/missing-runs.ts';
import { WhileStill } from '../../store/while-still.ts';

/** So many are kept in memory; of more the index is read each time. */
const MOST = 10_000;

export class EndedRows {
  readonly #kept: WhileStill<readonly RunRow[]>;

  constructor(place: IndexQuestion['place']) {
    this.#kept = new WhileStill(place);
  }

  /** All of them in no order, some at a time, as of `indexedRuns`. What cannot be read is passed over. */
  async *all(question: IndexQuestion): AsyncGenerator<Iterable<RunRow>> {
    const known = this.#kept.value;
    if (known !== undefined) return yield known;
    const keep = this.#kept.reading(question.now);
    const all: RunRow[] = [];
    function* readable(found: Iterable<FoundRow>): Generator<RunRow> {
      for (const row of found) {
        if ('error' in row) continue;
        if (all.length <= MOST) all.push(row);
        yield row;
      }
    }
    for await (const found of indexedRuns(question)) yield readable(found);
    if (all.length <= MOST) keep(all);
  }
}
