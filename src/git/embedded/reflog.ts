/** Reflogs: `<old> <new> <who>\t<message>` a line, kept as `core.logAllRefUpdates` says. */
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GitConfig, Identity } from '../repository.ts';
import { signature } from '../signature.ts';
import { isTrue } from './config.ts';

const NONE = '0'.repeat(40);

export interface Logged {
  readonly ref: string;
  readonly from: string | undefined;
  readonly to: string;
  readonly message: string;
}

export type Reflog = (logged: Logged) => void;

/** Opens the reflogs of a Git directory; `isBare` where there is no work tree: then Git keeps none unless told to. */
export function openReflog(
  gitDir: string,
  config: GitConfig,
  env: NodeJS.ProcessEnv,
  isBare: boolean,
): Reflog {
  const setting = config.get('core.logallrefupdates') ?? String(!isBare);
  const who: Identity = {
    name: env.GIT_COMMITTER_NAME ?? config.get('committer.name') ?? config.get('user.name') ?? 'git-run',
    email: env.GIT_COMMITTER_EMAIL ?? config.get('committer.email') ?? config.get('user.email') ?? '',
  };
  return ({ ref, from, to, message }) => {
    const file = join(gitDir, 'logs', ref);
    const kept = /^(?:HEAD$|refs\/(?:heads|remotes|notes)\/)/.test(ref) ? isTrue(setting) : false;
    if (!kept && setting.toLowerCase() !== 'always' && !existsSync(file)) return;
    mkdirSync(dirname(file), { recursive: true });
    const line = `${from ?? NONE} ${to} ${signature(who, Date.now() / 1000)}\t${message}`;
    appendFileSync(file, `${line.trimEnd()}\n`);
  };
}
