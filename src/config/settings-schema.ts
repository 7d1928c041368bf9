/** What may stand in `git-run.yaml`. Loaded only where there is such a file. */
import * as v from 'valibot';
import type { Directions } from '../query/direction.ts';
import { whyNotAName } from '../run/experiment.ts';
import { parseAge } from './age.ts';
import { parseSize } from './size.ts';

const paths = v.union(
  [
    v.pipe(
      v.string(),
      v.transform(path => [path]),
    ),
    v.array(v.string()),
  ],
  'must be a path, or a list of paths',
);

const size = v.pipe(
  v.union([v.string(), v.number()], 'must be a size, such as 10 MiB'),
  v.check(written => parseSize(written) !== undefined, 'must be a size, such as 10 MiB'),
);

const AGE = 'must be an age, such as 90d';
const age = v.pipe(
  v.union([v.string(), v.number()], AGE),
  v.check(written => parseAge(written) !== undefined, AGE),
);

const experiment = v.pipe(
  v.string('must be text; put it in quotes'),
  v.check(
    name => whyNotAName(name) === undefined,
    issue => `cannot be used: ${whyNotAName(String(issue.input))}`,
  ),
);

/** The library's own record drops keys that are called `constructor` or `__proto__`, and a metric may be. */
const directions = v.custom<Directions>(
  written =>
    typeof written === 'object' &&
    written !== null &&
    Object.values(written).every(better => better === 'min' || better === 'max'),
  'must say min or max of each metric, such as reward: max',
);

const sections = 'must be keys and values';

const WRITTEN = v.strictObject(
  {
    experiment: v.exactOptional(experiment),
    params: v.exactOptional(paths),
    metrics: v.exactOptional(paths),
    outputs: v.exactOptional(paths),
    inputs: v.exactOptional(paths),
    worktree: v.exactOptional(v.strictObject({ link: v.exactOptional(paths) }, sections)),
    environment: v.exactOptional(v.strictObject({ keep: v.exactOptional(paths) }, sections)),
    limits: v.exactOptional(
      v.strictObject(
        { source: v.exactOptional(size), input: v.exactOptional(size), log: v.exactOptional(size) },
        sections,
      ),
    ),
    large: v.exactOptional(size),
    trash: v.exactOptional(age),
    directions: v.exactOptional(directions),
  },
  sections,
);

/** Validates into `WrittenSettings`; one path stands for a list of one. */
export function checkWritten(written: unknown) {
  return v.safeParse(WRITTEN, written, { abortEarly: true });
}

/** The keys of each section; the top's name is empty. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(WRITTEN.entries),
  worktree: ['link'],
  environment: ['keep'],
  limits: ['source', 'input', 'log'],
};
