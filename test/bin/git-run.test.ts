import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

/** A package of nothing but our starter, and a main that tells what it was started with. */
const place = join(t.testdir(), 'a place');
const bin = join(place, 'bin', 'git-run.js');
const copyTo = (place: string) =>
  cpSync(join(import.meta.dirname, '../../bin'), join(place, 'bin'), { recursive: true });
copyTo(place);
mkdirSync(join(place, 'dist'));
writeFileSync(join(place, 'package.json'), '{"type":"module"}');
writeFileSync(
  join(place, 'dist/main.cjs'),
  'console.log(JSON.stringify([process.env.GIT_RUN_NOHUP ?? null, ...process.argv.slice(2)]));',
);
const link = join(place, 'git-run');
symlinkSync(bin, link);

const env = { PATH: process.env.PATH };
const run = (file: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8', env });
  return { status, stderr, told: stdout === '' ? undefined : JSON.parse(stdout) };
};
const words = ['a b', '', '*', '$HOME', "'"];

t.test('it passes every word on, however it is started', async t => {
  t.same(run(bin, ...words), { status: 0, stderr: '', told: [null, ...words] });
  t.same(run(link, ...words), { status: 0, stderr: '', told: [null, ...words] });
  t.same(run(process.execPath, bin, ...words), { status: 0, stderr: '', told: [null, ...words] });
});

t.test('as git run too', async t => {
  const PATH = `${place}:${process.env.PATH}`;
  t.match(execFileSync('git', ['run', 'x'], { encoding: 'utf8', env: { ...env, PATH } }), '[null,"x"]');
});

t.test('it notices that a hangup is to be ignored, and says nothing of it', async t => {
  const ignoring = (file: string) => run('/bin/sh', '-c', `trap "" HUP; exec "$@"`, 'sh', file, 'x');
  t.same(ignoring(link), { status: 0, stderr: '', told: ['1', 'x'] });
});

t.test('before it was built it says so', async t => {
  const unbuilt = t.testdir();
  copyTo(unbuilt);
  t.match(run(join(unbuilt, 'bin', 'git-run.js')), {
    status: 255,
    stderr: /main\.cjs is missing: run `npm run build` first/,
  });
});
