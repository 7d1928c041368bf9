/** How a list of runs is written: one way of several, and what goes with it. */
import type { Directions } from '../query/direction.ts';
import { UsageError } from '../run/errors.ts';
import type { RunListOptions } from '../view/run-list.ts';
import { flag, type Input, text } from './command.ts';

/** The options. */
export const writing = {
  oneline: flag('--oneline', 'a line for each run'),
  template: text('--format <template>', "a line after a template: '%(id:short) %(name) %(metrics.acc:%.3f)'"),
  porcelain: text('--porcelain [version]', 'lines for scripts, that never change: fields parted by tabs'),
  graph: flag('--graph', 'which run came from which, beside the table, --oneline or --format'),
  nul: flag('-z', 'with these: NUL, and no line feed, after each run'),
  json: flag('--json', 'everything, as JSON'),
  csv: flag('--csv', 'as CSV'),
  md: flag('--md', 'as a table of Markdown'),
  latex: flag('--latex', 'as a table of LaTeX'),
};

type Wish = Input<typeof writing>['options'];
type Format = RunListOptions['format'];

const FORMATS = [
  'oneline',
  'template',
  'porcelain',
  'json',
  'csv',
  'md',
  'latex',
] as const satisfies readonly Format[];
/** Those in which a run is a line, or several. */
const LINES: readonly Format[] = ['oneline', 'template', 'porcelain'];

/** Those that have room for a graph beside them. */
const DRAWN: readonly Format[] = ['table', 'oneline', 'template'];

/** The way that was asked for; a table where none was. Throws UsageError where two were. */
export function formatOf(wish: Wish): Format {
  const [format = 'table', other] = FORMATS.filter(name => wish[name] !== undefined && wish[name] !== false);
  if (other !== undefined) throw new UsageError(`${spelt(format)} or ${spelt(other)}, not both`);
  if (wish.nul && !LINES.includes(format))
    throw new UsageError(`-z goes with ${LINES.map(spelt).join(', ')}`);
  if (wish.graph && !DRAWN.includes(format))
    throw new UsageError(
      `--graph stands beside a table, --oneline or --format, and not beside ${spelt(format)}`,
    );
  if (wish.graph && wish.nul) throw new UsageError('--graph has lines of its own: it does not go with -z');
  if (!VERSIONS.includes(wish.porcelain))
    throw new UsageError(`there is --porcelain=v1, and no '${wish.porcelain}'`);
  return format;
}

/** Without one it is the first, for ever. */
const VERSIONS: readonly (string | undefined)[] = [undefined, '', 'v1', '1'];

function spelt(format: Format): string {
  return format === 'template' ? '--format' : `--${format}`;
}

/** What a list needs to be written so; a template may ask which values of a metric are better. Throws TemplateError. */
export async function writingOf(
  wish: Wish,
  directions: () => Promise<Directions>,
): Promise<Pick<RunListOptions, 'format' | 'template' | 'end'>> {
  const format = formatOf(wish);
  const end = wish.nul ? '\0' : '\n';
  if (wish.template === undefined) return { format, end };
  const { parseTemplate } = await import('../view/template/parse.ts');
  return { format, end, template: parseTemplate(wish.template, await directions()) };
}
