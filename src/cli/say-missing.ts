/** What is said where something was asked for that no run has: a misspelt key shows nothing, as if there were nothing. */
import { type FilterKey, keysOf } from '../query/filter/filter.ts';
import { type Key, lookup, partOf, printKey } from '../query/lookup.ts';
import type { SortKey } from '../query/sort.ts';
import type { RunRow } from '../run/run-row.ts';
import { sanitise } from '../view/sanitise.ts';
import { allRows } from './all-rows.ts';
import type { Wish } from './choose-runs.ts';
import type { Context } from './context.ts';
import { checkExperiment } from './find-run.ts';
import { filterOf } from './run-test.ts';
import { runRows } from './runs.ts';

/** Of keys that sort nothing: the first of the list would pass for the best. */
export async function sayIdle(context: Context, keys: readonly SortKey[]): Promise<void> {
  for (const { key } of keys) {
    const near = await nearOf(context, key);
    context.say(`git-run: not sorted by ${sanitise(printKey(key))}: no run listed has it${near}`);
  }
}

/** Says of keys that no run listed has them. */
export async function sayUnknown(
  context: Context,
  rows: readonly RunRow[],
  keys: readonly Key[],
): Promise<void> {
  const isUnknown = (key: Key) => rows.length > 0 && rows.every(row => lookup(row, key) === undefined);
  await sayLacking(context, keys.filter(isUnknown));
}

/** Says of keys, each once, that no run listed has them. */
export async function sayLacking(context: Context, keys: readonly Key[]): Promise<void> {
  for (const key of new Map(keys.map(one => [printKey(one), one])).values())
    context.say(`git-run: no run listed has ${sanitise(printKey(key))}${await nearOf(context, key)}`);
}

/** Says why there is nothing to list; of a filter, which of its keys no run has. */
export async function sayNone(context: Context, wish: Wish): Promise<void> {
  if (!(await isAny(context))) {
    const place = context.remote === undefined ? undefined : `at ${sanitise(context.remote)}`;
    context.say(
      place === undefined
        ? 'git-run: no runs yet; record one with git run -- COMMAND'
        : `git-run: no runs ${place}`,
    );
    return;
  }
  if (wish.experiment !== undefined) await checkExperiment(context, wish.experiment);
  context.say('git-run: no run fits');
  for (const key of keysOf(filterOf(wish)).filter(isUsers)) {
    const names = (await knownNames(context))[key.kind];
    if (!has(names, key)) context.say(`  no run has ${sanitise(printKey(key))}${await nearOf(context, key)}`);
  }
}

async function isAny(context: Context): Promise<boolean> {
  for await (const _ of runRows(context, 1)) return true;
  return false;
}

type UsersKey = Extract<Key, { kind: 'metric' | 'param' | 'tag' }>;
type KnownNames = Readonly<Record<UsersKey['kind'], Set<string>>>;

/** Asked for by who found nothing: once, whatever else he did not find. */
const found = new WeakMap<Context, Promise<KnownNames>>();

function knownNames(context: Context): Promise<KnownNames> {
  const known = found.get(context) ?? readNames(context);
  found.set(context, known);
  return known;
}

async function readNames(context: Context): Promise<KnownNames> {
  const known: KnownNames = { metric: new Set(), param: new Set(), tag: new Set() };
  for await (const rows of allRows(context)) {
    for (const row of rows) {
      for (const key of Object.keys(row.metrics)) known.metric.add(key);
      for (const key of Object.keys(row.params)) known.param.add(key);
      for (const key of Object.keys(row.tags)) known.tag.add(key);
    }
  }
  return known;
}

/** `; there is metrics.acc`; nothing where no name is near, or some run, if none listed, has that very one. */
async function nearOf(context: Context, key: Key): Promise<string> {
  if (!isUsers(key)) return '';
  const names = (await knownNames(context))[key.kind];
  if (has(names, key)) return '';
  const { nearest } = await import('../query/nearest.ts');
  const near = nearest(key.name, names, 1).map(name => `; there is ${printKey({ ...key, name })}`);
  return sanitise(near.join(''));
}

function isUsers(key: FilterKey): key is UsersKey {
  return key.kind === 'metric' || key.kind === 'param' || key.kind === 'tag';
}

function has(names: ReadonlySet<string>, { kind, name }: UsersKey): boolean {
  return names.has(name) || (kind === 'metric' && names.has(partOf(name)?.metric ?? name));
}
