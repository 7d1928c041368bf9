/** A real Git LFS server on loopback: giftless (https://github.com/datopian/giftless), where Python has it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noPython, PYTHON } from './python.ts';
import { type Teardown, temporaryDirectory } from './temporary-repository.ts';

/** What a test that needs one is skipped with. */
export function withoutLfsServer(): string | false {
  return noPython('giftless.app', 'flask');
}

export interface LfsServer {
  /** Of a repository on it. */
  readonly url: string;
  /** What was asked of it so far, a line each: `PUT /team/runs/objects/storage/<oid>`. */
  asked(): string[];
  /** The file that it keeps a content in. */
  fileOf(sha256: string): string;
}

/** Starts it, to be ended with the test. */
export async function lfsServer(t: Teardown): Promise<LfsServer> {
  const root = temporaryDirectory(t);
  const config = join(root, 'giftless.yaml');
  const storage = join(root, 'storage');
  // Of two first uploads at once giftless fails the one that finds this made by the other, and git-lfs sends it again.
  mkdirSync(join(storage, 'team', 'runs'), { recursive: true });
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(settings(storage)));
  const args = ['-m', 'flask', '--app', 'giftless.wsgi_entrypoint:app', 'run', '--port', '0'];
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(PYTHON, args, {
    cwd: root,
    env: { PATH, HOME, GIFTLESS_CONFIG_FILE: config, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => (said += piece));
  const address = () => /Running on (http:\/\/[\d.:]+)/.exec(said)?.[1];
  while (address() === undefined) {
    if (child.exitCode !== null) throw new Error(said);
    await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), once(child, 'exit')]);
  }
  return {
    url: `${address()}/team/runs.git`,
    asked: () =>
      [...said.matchAll(/"(?:\x1b\[\d+m)*((?:GET|PUT|POST) \S+)/g)].map(([, line]) => line as string),
    fileOf: sha256 => join(storage, 'team', 'runs', sha256),
  };
}

function settings(path: string) {
  const storage = 'giftless.storage.local_storage:LocalStorage';
  return {
    AUTH_PROVIDERS: ['giftless.auth.allow_anon:read_write'],
    TRANSFER_ADAPTERS: {
      basic: {
        factory: 'giftless.transfer.basic_streaming:factory',
        options: { storage_class: storage, storage_options: { path } },
      },
    },
  };
}
