/** The `git-run.yaml` a project begins with: every setting, explained line by line. */

/** What was found in a work tree; paths from its top, with `/`. */
export interface StarterFindings {
  readonly params: readonly string[];
  readonly metrics: readonly string[];
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
  readonly link: readonly string[];
}

/** Prints a settings file. What was found is set; the rest is there as a comment, to be uncommented. */
export function starterFile(found: StarterFindings): string {
  return [
    '# What git-run records of this project beyond the command, its output and the source.',
    '# Commit this file: it holds for everybody. Every line may go; paths are from here.',
    '',
    '# The experiment of runs that name none (git run --experiment NAME).',
    '# experiment: default',
    '',
    '# Files that hold parameters. Every key becomes a parameter of the run.',
    ...list('params', found.params, 'conf/train.yaml'),
    '',
    '# Files the program writes its metrics to, read when it has ended: JSON, CSV, or JSON lines.',
    ...list('metrics', found.metrics, 'metrics.json'),
    '',
    '# What to keep in the run: files the program writes that match, changed or new.',
    ...list('outputs', found.outputs, 'out/**'),
    '',
    '# What the program reads and Git does not hold: recorded by digest, not copied.',
    ...list('inputs', found.inputs, 'data/train.csv'),
    '',
    '# What a fresh checkout of a run needs from this directory: linked there, not copied.',
    ...section('worktree', 'link', found.link, 'data'),
    '',
    '# Environment variables to record beyond the usual ones, by name or prefix. Never put secrets here.',
    ...section('environment', 'keep', [], 'OMP_*'),
    '',
    '# A source file or input above its limit is recorded by digest, or by size and time; of a log the middle goes.',
    '# limits:',
    '#   source: 10 MiB',
    '#   input: 1 GiB',
    '#   log: 1 GiB',
    '',
    '# Whether less or more of a metric is better, where its name does not tell: of loss and error less, else more.',
    '# directions:',
    '#   score: min',
    '',
    '# So long a run stays in the trash before git run gc deletes it.',
    '# trash: 90d',
    '',
  ].join('\n');
}

function list(key: string, items: readonly string[], example: string): string[] {
  if (items.length === 0) return [`# ${key}:`, `#   - ${quoted(example)}`];
  return [`${key}:`, ...items.map(item => `  - ${quoted(item)}`)];
}

function section(name: string, key: string, items: readonly string[], example: string): string[] {
  const inner = list(key, items, example);
  return items.length === 0
    ? [`# ${name}:`, ...inner.map(line => line.replace('# ', '#   '))]
    : [`${name}:`, ...inner.map(line => `  ${line}`)];
}

/** Plain where YAML reads it as this very text, else in double quotes, whose escapes are JSON's. */
function quoted(text: string): string {
  return /^[A-Za-z._][\w./*-]*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|\.(?:inf|nan))$/i.test(text)
    ? text
    : JSON.stringify(text);
}
