/** Artifacts as MLflow lists them: what lies directly in one directory. */
import type { Artifact } from '../../run/manifest.ts';

/** Paths are from the run's root. */
export interface FileInfo {
  readonly path: string;
  readonly is_dir: boolean;
  /** Bytes; absent of a directory. */
  readonly file_size?: number;
}

/** What lies in a directory of a run, the root where it is empty; nothing where there is none. */
export function filesIn(artifacts: readonly Artifact[], directory: string): FileInfo[] {
  const start = directory === '' ? '' : `${directory.replace(/\/+$/, '')}/`;
  const found = new Map<string, FileInfo>();
  for (const { path, size } of artifacts) {
    if (!path.startsWith(start)) continue;
    const [name = '', ...inner] = path.slice(start.length).split('/');
    const is_dir = inner.length > 0;
    found.set(start + name, { path: start + name, is_dir, ...(is_dir ? {} : { file_size: size }) });
  }
  return [...found.values()];
}
