/** Programs on PATH that stand in front of git-run's own: they count their starts, and put strace in front of one. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { TRACED } from './strace.ts';

const PROGRAMS = ['git', 'node', 'cat', 'mkfifo'];

/** Where a program is; undefined where there is none. */
export function programOnPath(
  name: string,
  path: string,
  exists: (file: string) => boolean,
): string | undefined {
  return path
    .split(delimiter)
    .map(directory => join(directory, name))
    .find(exists);
}

/** Writes the wrappers and the hook for Node's other thread into a directory; `real` finds the programs themselves. */
export function writeWrappers(directory: string, real: (name: string) => string): void {
  mkdirSync(directory, { recursive: true });
  for (const name of PROGRAMS) {
    const file = join(directory, name);
    writeFileSync(file, wrapper(name, real(name), real('strace'), join(directory, 'pool.cjs')));
    chmodSync(file, 0o755);
  }
  writeFileSync(join(directory, 'pool.cjs'), poolHook(real('strace')));
}

/**
 * A start is known by the program, its first words and its number: git's calls run side by side, and the words tell
 * them apart. With `-D` strace is nobody's parent: the process itself is the child that git-run knows.
 */
function wrapper(name: string, real: string, strace: string, hook: string): string {
  const follow = name === 'node' ? '' : '-f ';
  return `#!/bin/sh
key=${name} skip= words=0
if [ ${name} = git ]; then
  for word do
    if [ -n "$skip" ]; then skip=; continue; fi
    case $word in
      -c) [ $words = 0 ] && skip=1 && continue ;;
    esac
    [ $words = 0 ] || case $word in -*) ;; *) break ;; esac
    key=\${key}_\${word%%=*} words=$((words + 1))
    [ $words = 3 ] && break
  done
fi
n=1
while ! mkdir "$TORTURE_STATE/$key.$n" 2> /dev/null; do n=$((n + 1)); [ $n = 60 ] && break; done
case $TORTURE_TARGET in
  all) log=$TORTURE_STATE/log.$key.$n how='-e trace=${TRACED}' ;;
  "$key.$n") log=$TORTURE_STATE/log how="-e trace=${TRACED} $TORTURE_FAULT" ;;
  *) log= ;;
esac
case ${name}.$TORTURE_TARGET in node.all | node.node-pool.1) export NODE_OPTIONS="--require=${hook}" ;; esac
[ -z "$log" ] || exec ${strace} -D ${follow}-y -o "$log" $how ${real} "$@"
exec ${real} "$@"
`;
}

/** Has Node make its one other thread at once, and traces that thread alone. */
function poolHook(strace: string): string {
  return `
const { readdirSync, readFileSync, stat } = require('node:fs');
const { spawn } = require('node:child_process');
const { TORTURE_TARGET: target, TORTURE_STATE: state, TORTURE_FAULT: fault } = process.env;
delete process.env.NODE_OPTIONS;
const tasks = () => readdirSync('/proc/self/task');
const before = new Set(tasks());
stat('/', () => {});
const [thread] = tasks().filter(task => !before.has(task));
const log = state + (target === 'all' ? '/log.node-pool.1' : '/log');
const how = ['-e', 'trace=${TRACED}', ...(target === 'all' ? [] : fault.split(' '))];
spawn('${strace}', ['-p', thread, '-y', '-o', log, ...how], { stdio: 'ignore', detached: true }).unref();
const isTraced = () => /TracerPid:\\t[1-9]/.test(readFileSync('/proc/self/task/' + thread + '/status', 'utf8'));
const never = new Int32Array(new SharedArrayBuffer(4));
for (let waited = 0; !isTraced() && waited < 10000; waited++) Atomics.wait(never, 0, 0, 1);
`;
}
