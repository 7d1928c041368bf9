/** Runs as they can be named: `@`, names, the ends of ids, and the files in them. */

import { parseRunPath } from '../../query/selector.ts';
import { shortId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { statusText } from '../../view/columns.ts';
import { formatRelative } from '../../view/format.ts';
import { isSafe } from '../../view/sanitise.ts';
import type { Answer, Offer } from './answer.ts';
import type { Known } from './known.ts';

export type WhichRuns = 'run' | 'live run' | 'trashed run';

/** Offers the runs a word may begin to name, newest first; those that are named already are left out. */
export async function offerRuns(
  known: Known,
  word: string,
  which: WhichRuns,
  given: readonly string[] = [],
): Promise<Offer[]> {
  const rows = (await known.rows()).filter(
    row => row.trashed === (which === 'trashed run') && (which !== 'live run' || row.status === 'running'),
  );
  const named = byName(known, rows, word.includes('/'));
  // To who has typed nothing yet, ids say nothing.
  const ids = word === '' ? [] : rows.map(row => idOf(row, `${row.experiment}/${row.name}`));
  const newest = which === 'run' ? newestRuns(rows, word) : [];
  return [...newest, ...named, ...ids].filter(({ value }) => !given.includes(value));
}

/** By its id where its name is also another's, looks like an option, or holds what a shell should not be given. */
function byName({ context }: Known, rows: readonly RunRow[], isWhole: boolean): Offer[] {
  const counts = new Map<string, number>();
  const nameOf = ({ experiment, name }: RunRow) => (isWhole ? `${experiment}/${name}` : name);
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1);
  const clock = { now: context.now(), zone: context.zone };
  return rows.map(row => {
    const name = nameOf(row);
    const about = `${row.experiment}, ${statusText(row)}, ${formatRelative(Date.parse(row.started), clock)}`;
    if (counts.get(name) === 1 && isSafe(name) && !name.startsWith('-')) return { value: name, about };
    return idOf(row, `${row.name}, ${about}`);
  });
}

function idOf(row: RunRow, about: string): Offer {
  return { value: shortId(row.id), about };
}

function newestRuns(rows: readonly RunRow[], word: string): Offer[] {
  const back = rows.slice(0, word === '' ? 2 : 3).map(({ name }, index) => {
    return { value: index === 0 ? '@' : `@~${index}`, about: name };
  });
  if (!word.startsWith('@')) return back;
  const experiments = [...new Set(rows.map(({ experiment }) => experiment))];
  const named = experiments.filter(name => !/[{}]/.test(name)).map(name => `@{${name}}`);
  return [...back, ...named.map(value => ({ value, about: 'the newest of the experiment' }))];
}

/** Offers runs, and behind a colon the paths of the run, a directory at a time. */
export async function offerArtifacts(known: Known, word: string): Promise<Answer> {
  const { run, path } = parseRunPath(word);
  if (path === undefined) {
    const runs = await offerRuns(known, word, 'run');
    return { keep: 0, offers: runs.map(offer => ({ ...offer, open: true })) };
  }
  const paths = await known.artifacts(run);
  if (paths.length === 0) return { keep: 0, offers: [] };
  const from = path.lastIndexOf('/') + 1;
  const next = paths
    .filter(one => one.startsWith(path))
    .map(one => (/^[^/]*\/?/.exec(one.slice(from)) ?? [''])[0]);
  const offers = [...new Set(next)].map(value => ({ value, open: value.endsWith('/') }));
  return { keep: word.length - path.length + from, offers };
}
