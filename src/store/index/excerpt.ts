/**
 * A run as a line of the index: its id, its state, and what lists ask of it as cells of JSON, parted by tabs and in
 * ASCII. A cell is parsed when somebody asks for what is in it: most questions to ten thousand runs are about one.
 */
import { canonical, parseCanonical } from '../../run/json.ts';
import type { Metrics } from '../../run/metric.ts';
import type { Lineage, Outcome, Run } from '../../run/run.ts';
import { ID_LENGTH, isRunId, type RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { isCell } from '../decode.ts';
import type { ExperimentNames, ListedRun } from '../listed-run.ts';
import { storedCells } from '../schema.ts';
import { ascii, entryIn } from './cell-entry.ts';

/** A run with more to tell has no line, and is read from Git each time. */
const LONGEST = 2 ** 20;

interface Head {
  readonly name: string;
  readonly experiment: Run['experiment'];
  readonly outcome: Outcome;
  readonly started: string;
  readonly ended: string;
  readonly artifacts: RunRow['artifacts'];
}

interface Facts {
  readonly note: string;
  readonly source: NonNullable<RunRow['source']>;
  readonly host: string;
  readonly argv: readonly string[];
  readonly lineage: readonly Lineage[];
  readonly author?: string;
  readonly seed?: string;
}

/**
 * Prints a run in the state of its tip (`stateOf`), without a newline; undefined where the line would be too long.
 */
export function printExcerpt(listed: ListedRun, state: string = listed.commit): string | undefined {
  const { id, name, experiment, outcome, started, ended, artifacts, metrics, tags, trashed } = listed;
  const { note, source, host, argv, lineage, author, seed } = listed;
  const head = { name, experiment, outcome, started, ended, artifacts };
  const params = Object.entries(listed.params).map(
    ([key, { value, text }]) => [key, { value, text }] as const,
  );
  const facts = { note, source, host, argv, lineage, author, seed };
  const cells = [head, record(params), metrics, tags, facts].map(printCell);
  const line = [id, state, trashed ? TRASHED : '', ...cells].join('\t');
  return line.length > LONGEST ? undefined : line;
}

const TRASHED = 'trashed';

/** Whether a line that comes from elsewhere is one that could be of ours. */
export function isExcerpt(line: string): boolean {
  const [id = '', state = '', trashed, head, params, metrics, tags, facts, ...more] = line.split('\t');
  return (
    /^[\x20-\x7e\t]*$/.test(line) &&
    isRunId(id) &&
    /^[0-9a-f]{40,64}$/.test(state) &&
    (trashed === '' || trashed === TRASHED) &&
    isCell(storedCells.head, head ?? '') &&
    isCell(storedCells.params, params ?? '') &&
    isCell(storedCells.metrics, metrics ?? '') &&
    isCell(storedCells.tags, tags ?? '') &&
    isCell(storedCells.facts, facts ?? '') &&
    more.length === 0
  );
}

/** Whether a line is of a run in a state. */
export function isLineOf(line: string, state: string): boolean {
  return line.startsWith(state, ID_LENGTH + 1) && line[ID_LENGTH + 1 + state.length] === '\t';
}

/** The run's id, with which a line begins. */
export function idOfLine(line: string): RunId {
  return line.slice(0, ID_LENGTH) as RunId;
}

/** The row of a line. Its parts are read when they are asked for: it cannot be spread. */
export function readExcerpt(line: string, experiments: ExperimentNames): RunRow {
  return new ExcerptRow(line, experiments);
}

/** The same as plain data. */
export function plainRow(row: RunRow): RunRow {
  const { id, name, experiment, status, started, ended, params, metrics, tags, note, artifacts } = row;
  const { trashed, outcome, source, author, host, seed, argv, lineage, commit, inputs, where, signatures } =
    row;
  return {
    ...{ id, name, experiment, status, started, ended, params, metrics, tags, note, artifacts },
    ...{ trashed, outcome, source, author, host, seed, argv, lineage, commit, inputs, where, signatures },
  };
}

/** Their order in a line. */
const CELLS = { id: 0, state: 1, trashed: 2, head: 3, params: 4, metrics: 5, tags: 6, facts: 7 } as const;

class ExcerptRow implements RunRow {
  readonly #line: string;
  readonly #experiments: ExperimentNames;
  #head?: Head;
  #params?: RunRow['params'];
  #metrics?: Metrics;
  #tags?: RunRow['tags'];
  #facts?: Facts;

  constructor(line: string, experiments: ExperimentNames) {
    this.#line = line;
    this.#experiments = experiments;
  }

  get id(): RunId {
    return idOfLine(this.#line);
  }
  get commit(): string {
    return cellOf(this.#line, CELLS.state).split('+', 1)[0] as string;
  }
  get trashed(): boolean {
    return cellOf(this.#line, CELLS.trashed) === TRASHED;
  }

  get name(): string {
    return this.#headOf().name;
  }
  get experiment(): string {
    const { id, name } = this.#headOf().experiment;
    return this.#experiments.get(id) ?? name;
  }
  get status(): RunRow['status'] {
    return this.#headOf().outcome.status;
  }
  get outcome(): Outcome {
    return this.#headOf().outcome;
  }
  get started(): string {
    return this.#headOf().started;
  }
  get ended(): string {
    return this.#headOf().ended;
  }
  get artifacts(): RunRow['artifacts'] {
    return this.#headOf().artifacts;
  }

  get params(): RunRow['params'] {
    this.#params ??= this.#parse(CELLS.params) as RunRow['params'];
    return this.#params;
  }
  get metrics(): Metrics {
    this.#metrics ??= this.#parse(CELLS.metrics) as Metrics;
    return this.#metrics;
  }
  get tags(): RunRow['tags'] {
    this.#tags ??= this.#parse(CELLS.tags) as RunRow['tags'];
    return this.#tags;
  }

  /** As long as nobody has asked for all of them. */
  entry<Of extends 'params' | 'metrics' | 'tags'>(of: Of, key: string): RunRow[Of][string] | undefined {
    const known = of === 'params' ? this.#params : of === 'metrics' ? this.#metrics : this.#tags;
    const cell = known === undefined ? cellOf(this.#line, CELLS[of]) : '';
    const found = known === undefined ? entryIn(cell, key, of === 'tags' ? '"' : '}') : 'unclear';
    if (found === 'none') return undefined;
    if (found !== 'unclear') return found.value as RunRow[Of][string];
    const record = this[of] as Readonly<Record<string, RunRow[Of][string]>>;
    return Object.hasOwn(record, key) ? record[key] : undefined;
  }

  get note(): string {
    return this.#factsOf().note;
  }
  get source(): Facts['source'] {
    return this.#factsOf().source;
  }
  get author(): string | undefined {
    return this.#factsOf().author;
  }
  get host(): string {
    return this.#factsOf().host;
  }
  get seed(): string | undefined {
    return this.#factsOf().seed;
  }
  get argv(): readonly string[] {
    return this.#factsOf().argv;
  }
  get lineage(): readonly Lineage[] {
    return this.#factsOf().lineage;
  }

  #headOf(): Head {
    this.#head ??= this.#parse(CELLS.head) as Head;
    return this.#head;
  }
  #factsOf(): Facts {
    this.#facts ??= this.#parse(CELLS.facts) as Facts;
    return this.#facts;
  }
  #parse(cell: number): unknown {
    return parseCanonical(cellOf(this.#line, cell));
  }
}

/** The n-th cell of a line. */
function cellOf(line: string, n: number): string {
  let start = 0;
  for (let left = n; left > 0; left--) start = line.indexOf('\t', start) + 1;
  const end = line.indexOf('\t', start);
  return end < 0 ? line.slice(start) : line.slice(start, end);
}

/** JSON without a character that a line, a cell or Latin-1 could not hold. */
export function printCell(value: unknown): string {
  const isPlain = !hasOddNumber(value);
  const text = isPlain ? JSON.stringify(value) : canonical(value);
  // A user's own key that looks like a tagged number has to be told from one.
  const exact = isPlain && text.includes('$number"') ? canonical(value) : text;
  return ascii(exact);
}

/** Whether JSON itself would lose a number. */
function hasOddNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value) || Object.is(value, -0);
  if (typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasOddNumber);
}

/** A param may be called `__proto__`. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  const all: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) all[key] = value;
  return all;
}
