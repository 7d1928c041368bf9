/** Artifacts, sent to where a server keeps them. */
import type { GivenFile } from '../mlflow-runs/given-artifacts.ts';
import { behindProxy, proxyPath } from './artifact-place.ts';
import { type Server, whyOne } from './open-server.ts';

export interface ArtifactsToWrite {
  /** Where the server says that they are to be. */
  readonly uri: string;
  readonly files: readonly GivenFile[];
  lose(path: string, why: string): void;
}

/** Sends them. One that is refused is told, and the others are sent. */
export async function writeArtifacts(server: Server, { uri, files, lose }: ArtifactsToWrite): Promise<void> {
  if (files.length === 0) return;
  const root = behindProxy(server, uri);
  if (root === undefined)
    return lose('', `has ${files.length} artifacts that are not sent: the server wants them at ${uri}`);
  for (const { path, size, content } of files)
    await server.upload(proxyPath(`${root}/${path}`), size, content).catch(async error => {
      lose(path, `is not taken: ${await whyOne(server, error)}`);
    });
}
