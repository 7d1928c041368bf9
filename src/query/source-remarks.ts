/** What two source commits do not say of the code that ran: files that are not in them, or were other on disk. */
import type { Omission, RawFile } from '../run/source.ts';
import { changes } from './changes.ts';
import { byPath } from './compare.ts';
import type { SideSource } from './side.ts';

export interface SourceRemark {
  /** What it is about; absent of the whole source. */
  readonly path?: string;
  readonly text: string;
  /** Whether the code is known to differ in what the commits do not tell. */
  readonly differs: boolean;
}

/** The remarks on a comparison of two sources, by path. Nothing is said of what is left out of both and known to be the same. */
export function sourceRemarks(a: SideSource, b: SideSource): SourceRemark[] {
  return [
    ...changes(byPath(a.omitted ?? []), byPath(b.omitted ?? []), isKnownSame).flatMap(omission),
    ...changes(byPath(a.raw ?? []), byPath(b.raw ?? []), (one, other) => one.sha256 === other.sha256).flatMap(
      rawFile,
    ),
    ...[a, b].flatMap((source, index) =>
      source.stable !== false
        ? []
        : [{ text: `files changed while the ${ORDINAL[index]} source was read`, differs: false }],
    ),
  ];
}

const ORDINAL = ['first', 'second'];

/** What is too large is known by its digest; what else is left out, by its path alone. */
function isKnownSame(a: Omission, b: Omission): boolean {
  return a.sha256 !== undefined && a.sha256 === b.sha256;
}

function omission({ key: path, state, a, b }: ReturnType<typeof changes<Omission>>[number]): SourceRemark[] {
  if (state === 'same') return [];
  const { reason } = (a ?? b) as Omission;
  const why = reason.replaceAll('-', ' ');
  if (state !== 'changed') {
    const text = `left out of the ${state === 'removed' ? 'first' : 'second'} source (${why})`;
    return [{ path, text, differs: false }];
  }
  const isOther = a?.sha256 !== undefined && b?.sha256 !== undefined;
  const unknown = 'whether it is the same is not known';
  const text = `left out of both sources (${why}): ${isOther ? 'its digests differ' : unknown}`;
  return [{ path, text, differs: isOther }];
}

function rawFile({ key: path, state }: ReturnType<typeof changes<RawFile>>[number]): SourceRemark[] {
  if (state === 'same') return [];
  const text =
    state === 'changed'
      ? 'its bytes on disk differed, beyond what Git stores of it'
      : `on disk other than Git stores it in the ${state === 'removed' ? 'first' : 'second'} source`;
  return [{ path, text, differs: true }];
}
