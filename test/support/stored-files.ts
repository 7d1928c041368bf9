/** Files of a run as they are stored. */
import { printPointer } from '../../src/git/lfs/pointer.ts';
import { entryOf, type RunFile } from '../../src/store/save.ts';
import type { StoreBench } from './store-bench.ts';
import type { TemporaryRepository } from './temporary-repository.ts';

/** Files by their paths in the run's tree: `artifacts/model.pt`, `logs/000000.log`, `metrics/1.ndjson`. */
export function storedFiles(contents: Readonly<Record<string, string | Buffer>>): RunFile[] {
  return Object.entries(contents).map(([path, text]) => {
    const content = Buffer.from(text);
    const mode = path.startsWith('artifacts/') ? ({ mode: '644' } as const) : {};
    return { path, content, ...entryOf(content), ...mode };
  });
}

/** The same, but too large to be Git's: pointers, whose bytes are stored. */
export async function largeFiles(
  { repository, on }: Pick<StoreBench, 'repository'> & { readonly on: Pick<TemporaryRepository, 'write'> },
  contents: Readonly<Record<string, string>>,
): Promise<RunFile[]> {
  const files: RunFile[] = [];
  for (const [path, text] of Object.entries(contents)) {
    const content = await repository.contents.put(on.write('.git/large', text));
    files.push({ path, content: Buffer.from(printPointer(content)), ...content, mode: '644', pointer: true });
  }
  return files;
}
