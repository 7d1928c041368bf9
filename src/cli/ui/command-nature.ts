/** What is to be known of a command before it is done from within the screen. */
import type { CommandNature } from '../../tui/desk.ts';
import type { Context } from '../context.ts';

/** Tells it by the words behind `git run`; of what it does not know that it does no harm: the program will say it. */
export async function commandNature(
  { program }: Pick<Context, 'program'>,
  words: readonly string[],
): Promise<CommandNature> {
  const [name = '', ...rest] = words;
  const own = beforeDashes(rest);
  if (['help', 'version'].includes(name) || own.some(word => word === '-h' || word === '--help'))
    return PLAIN;
  // Options without a command, and `--`, are `exec`.
  if (name.startsWith('-')) return /^(?:-h|--help|-V|--version)$/.test(name) ? PLAIN : RECORDING;
  const entry = await program?.find(name);
  switch (entry?.name) {
    case undefined:
      return PLAIN;
    case 'ui':
      return { ...PLAIN, off: 'it is open already' };
    case 'exec':
    case 'rerun':
    case 'serve':
      return RECORDING;
    case 'tail':
      return { changes: false, attached: own.some(word => /^-[^-]*f|^--follow$/.test(word)) };
    case 'purge':
      return { changes: !isDry(own), attached: !isDry(own) };
    case 'gc':
      return { changes: !isDry(own), attached: false };
    case 'init':
      return { changes: !own.includes('--print'), attached: false };
    case 'tag':
    case 'note':
      // With a run alone they show what it has.
      return { changes: rest.length !== 1, attached: false };
    case 'experiment':
      return { changes: !['list', 'show'].includes(rest[0] ?? 'list'), attached: false };
    case 'mlflow':
      return { changes: MLFLOW_CHANGING.has(rest[1] ?? ''), attached: false };
    default:
      return { changes: CHANGING.has(entry?.topic ?? ''), attached: false };
  }
}

const PLAIN: CommandNature = { changes: false, attached: false };
const RECORDING: CommandNature = { changes: true, attached: true };
const CHANGING: ReadonlySet<string> = new Set(['record', 'reproduce', 'edit', 'inside a run']);

/** The second words behind `mlflow` that are no mere question. */
const MLFLOW_CHANGING: ReadonlySet<string> = new Set(
  'create rename delete restore log-artifact log-artifacts'.split(' '),
);

function isDry(words: readonly string[]): boolean {
  return words.includes('-n') || words.includes('--dry-run');
}

function beforeDashes(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--');
  return at < 0 ? words : words.slice(0, at);
}
