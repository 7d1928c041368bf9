/** What differs in artifacts: JSON key by key, text line by line, of the rest that it does. */
import type { Change } from '../../query/changes.ts';
import type { Leaf } from '../../run/flatten.ts';
import { formatCount } from '../format.ts';
import type { Block } from '../sheet/sheet.ts';
import { factTexts } from './fact-text.ts';

/** An artifact of either, by what it is called. */
export type ContentView =
  | { readonly kind: 'json'; readonly path: string; readonly changes: readonly Change<Leaf>[] }
  | { readonly kind: 'text'; readonly path: string; readonly patch: string }
  /** What cannot be compared, and why. */
  | { readonly kind: 'remark'; readonly path: string; readonly text: string };

/** So many keys of a JSON are shown: a model in JSON has a million. */
const SHOWN = 100;

/** Their blocks, one below the other. */
export function contentBlocks(content: readonly ContentView[], titles: readonly [string, string]): Block[] {
  return content.flatMap(one => blocksOf(one, titles));
}

function blocksOf(one: ContentView, titles: readonly [string, string]): Block[] {
  switch (one.kind) {
    case 'text':
      return one.patch === ''
        ? []
        : [
            { kind: 'heading', text: one.path },
            { kind: 'patch', text: one.patch },
          ];
    case 'remark':
      return [
        { kind: 'heading', text: one.path },
        { kind: 'lines', lines: [one.text] },
      ];
    case 'json':
      return jsonBlocks(one, titles);
  }
}

function jsonBlocks(
  { path, changes }: Extract<ContentView, { kind: 'json' }>,
  titles: readonly [string, string],
): Block[] {
  const differing = changes.filter(({ state }) => state !== 'same');
  const alike = changes.length - differing.length;
  const columns = ['key', ...titles].map(title => ({ title, flexible: true }));
  const rows = differing.slice(0, SHOWN).map(({ key, a, b }) => {
    const [one, other] = factTexts(a, b);
    return [key, { text: one, tone: 'removed' as const }, { text: other, tone: 'added' as const }];
  });
  const lines = [
    ...(differing.length > SHOWN
      ? [`and ${formatCount(differing.length - SHOWN, 'key')} more; --json has them all`]
      : []),
    ...(alike > 0 ? [`${formatCount(alike, 'key is', 'keys are')} the same`] : []),
  ];
  return [
    { kind: 'heading', text: path },
    ...(rows.length === 0 ? [] : [{ kind: 'table', columns, rows } as const]),
    ...(lines.length === 0
      ? []
      : [{ kind: 'lines', lines: lines.map(text => ({ text, tone: 'dim' }) as const) } as const]),
  ];
}
