/** Files of a run as they are stored. */
import { entryOf, type RunFile } from '../../src/store/save.ts';

/** Files by their paths in the run's tree: `artifacts/model.pt`, `logs/000000.log`, `metrics/1.ndjson`. */
export function storedFiles(contents: Readonly<Record<string, string | Buffer>>): RunFile[] {
  return Object.entries(contents).map(([path, text]) => {
    const content = Buffer.from(text);
    const mode = path.startsWith('artifacts/') ? ({ mode: '644' } as const) : {};
    return { path, content, ...entryOf(content), ...mode };
  });
}
