/** Users and passwords for a remote, from where Git has them: the URL, ~/.netrc, credential helpers. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../../process/collect.ts';

export interface Credential {
  readonly username: string;
  readonly password: string;
}

export interface Credentials {
  /** Of the URL itself. */
  known(): Credential | undefined;
  /** Another than the one that was refused; undefined where there is none. */
  ask(refused: Credential | undefined): Promise<Credential | undefined>;
  /** Tells Git's helpers that it was good. */
  approve(credential: Credential): Promise<void>;
  /** Tells Git's helpers that it was not. */
  reject(credential: Credential): Promise<void>;
}

export interface CredentialOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether Git may ask at the terminal. */
  readonly interactive: boolean;
}

/** A helper that waits for a person who is not there. */
const PATIENCE = 30_000;

/** Opens the credentials for a URL. Nothing is asked before the remote asks. */
export function credentialsFor(url: URL, { env, cwd, interactive }: CredentialOptions): Credentials {
  const own = fromUrl(url);
  let filled: Credential | undefined;
  let hasLooked = false;
  const git = async (verb: 'fill' | 'approve' | 'reject', credential?: Partial<Credential>) => {
    const { code, stdout } = await collect('git', ['credential', verb], {
      cwd,
      env: { ...env, LC_ALL: 'C', ...(interactive ? {} : { GIT_TERMINAL_PROMPT: '0' }) },
      input: describe(url, credential),
      ...(interactive ? {} : { timeout: PATIENCE }),
    }).catch(() => ({ code: null, stdout: Buffer.alloc(0) }));
    return code === 0 ? stdout.toString() : '';
  };
  return {
    known: () => own,
    async ask(refused) {
      if (!hasLooked) {
        hasLooked = true;
        const found = parseNetrc(await readNetrc(env), url.hostname);
        if (found !== undefined && found.password !== refused?.password) return found;
      }
      // A password in the URL is what was meant, and Git does not look for another either.
      if (own !== undefined || filled !== undefined) return undefined;
      const username = decoded(url.username);
      filled = parseAnswer(await git('fill', username === '' ? {} : { username }));
      // Of some servers a token is the user, and there is no password.
      if (filled === undefined && username !== '') filled = { username, password: '' };
      return filled;
    },
    async approve(credential) {
      if (credential === filled) await git('approve', credential);
    },
    async reject(credential) {
      if (credential === filled) await git('reject', credential);
    },
  };
}

/** The value of an Authorization header. */
export function basic({ username, password }: Credential): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function fromUrl({ username, password }: URL): Credential | undefined {
  return password === '' ? undefined : { username: decoded(username), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** https://git-scm.com/docs/git-credential#IOFMT; a line break in a value would be another attribute. */
function describe(url: URL, { username, password }: Partial<Credential> = {}): string {
  const attributes = {
    protocol: url.protocol.slice(0, -1),
    host: url.host,
    path: decoded(url.pathname.slice(1)),
    username,
    password,
  };
  const lines = Object.entries(attributes).filter(
    ([, value]) => value !== undefined && !/[\n\r\0]/.test(value),
  );
  return `${lines.map(([key, value]) => `${key}=${value}\n`).join('')}\n`;
}

function parseAnswer(answer: string): Credential | undefined {
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(answer)?.[1];
  const [username, password] = [value('username'), value('password')];
  return password === undefined ? undefined : { username: username ?? '', password };
}

async function readNetrc(env: NodeJS.ProcessEnv): Promise<string> {
  return readFile(join(env.HOME || homedir(), '.netrc'), 'utf8').catch(() => '');
}

/** curl's, and so Git's: https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
export function parseNetrc(text: string, host: string): Credential | undefined {
  let isMeant = false;
  let [username, password]: (string | undefined)[] = [];
  const words = text.replace(/^\s*#.*$/gm, '').split(/\s+/);
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === 'machine' || word === 'default') {
      if (password !== undefined) break;
      isMeant = word === 'default' || words[++at] === host;
    } else if (isMeant && word === 'login') username = words[++at];
    else if (isMeant && word === 'password') password = words[++at];
  }
  return password === undefined ? undefined : { username: username ?? '', password };
}
