/** What a comparison is asked for. */
import { SECTIONS, type Section } from '../../query/side.ts';
import { UsageError } from '../../run/errors.ts';
import type { Context } from '../context.ts';

export type DiffFormat = 'table' | 'json' | 'csv' | 'md' | 'html';

export interface DiffWish {
  /** Sections that were named; none for what is shown by itself. */
  readonly sections: readonly Section[];
  readonly format: DiffFormat;
  /** Of the code. */
  readonly forms: readonly ('stat' | 'patch' | 'name-only')[];
  /** Of the code, from the working directory. */
  readonly paths: readonly string[];
  readonly content: boolean;
  readonly rows: boolean;
  readonly all: boolean;
  /** Of several: whether the first is what the others are measured by. */
  readonly hasBaseline?: boolean;
}

type Flags = Readonly<
  Record<Section | 'json' | 'csv' | 'md' | 'html' | 'patch' | 'stat' | 'nameOnly', boolean>
> &
  Pick<DiffWish, 'content' | 'rows' | 'all'>;

/** Reads the flags; paths are of the code, and show the code alone where nothing else is named. Throws UsageError. */
export function wishOf(flags: Flags, paths: readonly string[]): DiffWish {
  const isNamed = SECTIONS.some(section => flags[section]);
  const named = SECTIONS.filter(
    section => flags[section] || (isNamed && flags.content && section === 'artifacts'),
  );
  const [format = 'table', other] = (['json', 'csv', 'md', 'html'] as const).filter(name => flags[name]);
  if (other !== undefined) throw new UsageError(`--${format} or --${other}, not both`);
  const forms = [
    ...(flags.nameOnly ? (['name-only'] as const) : []),
    ...(flags.stat || (!flags.patch && !flags.nameOnly) ? (['stat'] as const) : []),
    ...(flags.patch ? (['patch'] as const) : []),
  ];
  if (flags.nameOnly && forms.length > 1)
    throw new UsageError('--name-only shows names alone, no --patch and no --stat');
  const isCodeAsked = paths.length > 0 || flags.nameOnly;
  const sections = named.length === 0 && isCodeAsked ? (['code'] as const) : named;
  const { content, rows, all } = flags;
  return { sections, format, forms, paths, content, rows, all };
}

/** Whether the answer has colours. */
export function isColoured({ styleOf, out }: Context): boolean {
  // A screen without colours may have weights.
  return styleOf(out).green('x') !== 'x';
}
