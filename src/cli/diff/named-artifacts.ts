/** Artifacts that are named, `A:path B:path`: their content, as `git diff` compares two files of commits. */
import { changes, differing } from '../../query/changes.ts';
import { isSameArtifact } from '../../query/compare.ts';
import { UsageError } from '../../run/errors.ts';
import type { Artifact } from '../../run/manifest.ts';
import { contentBlocks } from '../../view/diff/content.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printSheet } from '../../view/sheet/print-sheet.ts';
import { type FoundArtifacts, findArtifacts } from '../artifacts.ts';
import type { Context } from '../context.ts';
import type { Answer } from './answer.ts';
import { type ContentPair, readContent } from './content.ts';
import { type DiffFormat, type DiffWish, isColoured } from './wish.ts';

/** Whether words name artifacts, and not only runs. */
export function nameArtifacts(words: readonly string[]): boolean {
  return words.some(word => word.includes(':'));
}

/** Compares two artifacts, or all of two directories; what one word does not name is that of the other. Throws UsageError, ArtifactNotFoundError. */
export async function compareArtifacts(
  context: Context,
  words: readonly string[],
  wish: DiffWish,
): Promise<Answer> {
  const [first = '', second] = words;
  if (second === undefined || words.length > 2)
    throw new UsageError(
      'artifacts are compared by two: RUN:PATH RUN:PATH',
      'git run diff @~1:model.json @:model.json',
    );
  const { format, forms } = wish;
  if (format === 'csv')
    throw new UsageError('the content of artifacts is no table: --json tells it to programs');
  const [one, other] = withPath(first, second);
  const [a, b] = [await findArtifacts(context, one), await findArtifacts(context, other)];
  const pairs = pairsOf(namedIn(one, a), namedIn(other, b), a, b);
  const titles = [a.loaded.run.name, b.loaded.run.name] as const;
  const text = () => printed(context, pairs, { format, titles, asText: forms.includes('patch') });
  return { same: pairs.length === 0, text };
}

function withPath(first: string, second: string): [string, string] {
  const pathOf = (word: string) => (word.includes(':') ? word.slice(word.indexOf(':')) : '');
  return [
    first.includes(':') ? first : first + pathOf(second),
    second.includes(':') ? second : second + pathOf(first),
  ];
}

/** Artifacts by the part of their paths below what was named: a file itself has none. */
function namedIn(word: string, { artifacts }: FoundArtifacts): [string, Artifact][] {
  const named = word.slice(word.indexOf(':') + 1).replace(/\/+$/, '');
  return artifacts.map(artifact => [artifact.path.slice(named.length).replace(/^\//, ''), artifact]);
}

function pairsOf(
  one: readonly [string, Artifact][],
  other: readonly [string, Artifact][],
  { loaded: a }: FoundArtifacts,
  { loaded: b }: FoundArtifacts,
): ContentPair[] {
  return differing(changes(one, other, isSameArtifact)).map(change => ({
    title: [...new Set([change.a?.path, change.b?.path])].filter(path => path !== undefined).join(' → '),
    ...(change.a && { a: { ...change.a, commit: a.commit } }),
    ...(change.b && { b: { ...change.b, commit: b.commit } }),
  }));
}

interface Printing {
  readonly format: Exclude<DiffFormat, 'csv'>;
  readonly titles: readonly [string, string];
  readonly asText: boolean;
}

async function printed(
  context: Context,
  pairs: readonly ContentPair[],
  { format, titles, asText }: Printing,
): Promise<string> {
  const { out } = context;
  const colour = format === 'table' && isColoured(context);
  const content = await readContent(context, pairs, { colour, asText });
  if (format === 'json') {
    const { contentJson } = await import('../../view/diff/run-diff-json.ts');
    return printJson({ version: JSON_VERSION, same: pairs.length === 0, content: content.map(contentJson) });
  }
  // A patch tells by itself what it is of.
  const [only] = content;
  if (format === 'table' && content.length === 1 && only?.kind === 'text') return only.patch;
  const title = pairs.map(pair => pair.title).join(', ');
  const blocks = contentBlocks(content, titles);
  return printSheet(blocks, { format, title, width: out.columns, style: context.styleOf(out) });
}
