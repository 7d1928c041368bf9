/** Git over ssh on this machine: a real sshd with keys and a configuration of its own, started anew for each connection. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Teardown, temporaryDirectory } from './temporary-repository.ts';

export interface SshServer {
  /** Of the server; a repository's absolute path follows. */
  readonly url: string;
  /** What a client needs in its environment to come in as one of the users. */
  client(user: string): Readonly<Record<string, string>>;
}

export interface SshServerOptions {
  /** A key each; all of them come in by the account of the test, as in a shared one. */
  readonly users: readonly string[];
  /** The environment of what is run there; the user is told as GIT_RUN_PUSHER. */
  readonly env: Readonly<Record<string, string>>;
}

/** Serves until the test's end; says why where it cannot. */
export async function sshServer(t: Teardown, { users, env }: SshServerOptions): Promise<SshServer | string> {
  const sshd = spawnSync('sh', ['-c', 'PATH=$PATH:/usr/sbin; command -v sshd && command -v ssh'], {
    encoding: 'utf8',
  });
  const [program = ''] = sshd.stdout.split('\n');
  if (sshd.status !== 0) return 'SKIPPED: there is no sshd here, or no ssh';
  const directory = temporaryDirectory(t);
  const file = (name: string) => join(directory, name);
  for (const name of ['host', ...users])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file(name)]);
  writeFileSync(
    file('authorized'),
    users.map(user => authorized(user, env, readFileSync(file(`${user}.pub`), 'utf8'))).join(''),
  );
  writeFileSync(file('config'), configuration(directory));
  const tried = spawnSync(program, ['-t', '-f', file('config')], { encoding: 'utf8' });
  if (tried.status !== 0) return `SKIPPED: sshd does not start here: ${tried.stderr.trim()}`;
  const server = createServer({ pauseOnConnect: true }, socket => {
    // It talks to the socket itself, as under inetd.
    const child = spawn(program, ['-i', '-e', '-f', file('config')], { stdio: [socket, socket, 'ignore'] });
    child.once('exit', () => socket.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  writeFileSync(file('known'), `[127.0.0.1]:${port} ${readFileSync(file('host.pub'), 'utf8')}`);
  const options = [
    'IdentitiesOnly=yes',
    `UserKnownHostsFile=${file('known')}`,
    'BatchMode=yes',
    'LogLevel=ERROR',
  ];
  return {
    url: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    client: user => ({
      GIT_SSH_COMMAND: `ssh -F /dev/null -i ${file(user)} ${options.map(option => `-o ${option}`).join(' ')}`,
      GIT_SSH_VARIANT: 'ssh',
    }),
  };
}

/** As an administrator writes it for an account that several people share. */
function authorized(user: string, env: SshServerOptions['env'], key: string): string {
  const told = Object.entries({ ...env, GIT_RUN_PUSHER: user }).map(([name, value]) => `${name}='${value}'`);
  return `restrict,command="env ${told.join(' ')} sh -c \\"$SSH_ORIGINAL_COMMAND\\"" ${key}`;
}

function configuration(directory: string): string {
  return [
    `HostKey ${join(directory, 'host')}`,
    `AuthorizedKeysFile ${join(directory, 'authorized')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    '',
  ].join('\n');
}
