/** Git over ssh in a process of its own, for those who wait for others without listening: prints a line of JSON, ends with its input. */
import { sshServer } from './ssh-server.ts';

const ends: (() => unknown)[] = [];
const { PATH = '', HOME = '' } = process.env;
const how = { users: ['user'], env: { PATH, HOME } };
const server = await sshServer({ teardown: end => ends.push(end) }, how);
const told =
  typeof server === 'string' ? { skipped: server } : { url: server.url, env: server.client('user') };
console.log(JSON.stringify(told));
process.stdin.resume().once('end', () => {
  for (const end of ends) end();
});
