/** A Git server in a process of its own, for those who wait for others without listening: prints its URL, ends with its input. */
import { gitServer } from './git-server.ts';

const ends: (() => unknown)[] = [];
const [root = '.'] = process.argv.slice(2);
const { PATH = '', HOME = '' } = process.env;
const server = await gitServer({ teardown: end => ends.push(end) }, root, { PATH, HOME });
console.log(server.url);
process.stdin.resume().once('end', () => {
  for (const end of ends) end();
});
