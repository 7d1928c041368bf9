/** Which processes are below another, as Linux tells in `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';

/** The children of a process. Throws where there is no `/proc`. */
export function childrenOf(pid: number): number[] {
  try {
    // Each thread keeps its own list of children.
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map(thread => readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1'));
    return lists.flatMap(list => list.split(' ').filter(Boolean).map(Number));
  } catch {
    return childrenByScan(pid);
  }
}

/** For kernels built without the lists of children: the parent of every process is asked for. */
function childrenByScan(parent: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        return Number(statOf(pid)[1]) === parent;
      } catch {
        return false;
      }
    });
}

/** Fields of `/proc/<pid>/stat` from the third on; the second, the program's name, may hold anything. */
export function statOf(pid: number | 'self'): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
