/** What a power cut would leave, told from the order of system calls: nothing may be said or removed before it is on disk. */

interface Call {
  readonly call: string;
  readonly text: string;
  readonly failed: boolean;
}

/**
 * Reads the log of a whole recording in a work tree: what had not been synced when `recorded` was said, or when the
 * journal began to go. Of files their content, of new names the directories they are in.
 */
export function violationsOfDurability(log: string, workTree: string): string[] {
  const git = `${workTree}/.git`;
  const calls = parse(log, workTree);
  const isRun = (path: string) =>
    /^\/objects\/|^\/refs\/runs\//.test(path.slice(git.length)) &&
    path.startsWith(git) &&
    !/\.keep$|\/tmp_/.test(path);
  const isJournal = (path: string) =>
    path.startsWith(`${git}/git-run/live/`) && /\.json$|\.log$|\.ndjson$/.test(path);
  const journalGoes = calls.findIndex(
    ({ call, text, failed }) => call === 'unlink' && !failed && isJournal(pathsIn(text)[0] ?? ''),
  );
  const isSaid = calls.findIndex(({ call, text }) => call === 'write' && /git-run: recorded /.test(text));
  const end = Math.min(...[journalGoes, isSaid].filter(at => at >= 0));
  if (!Number.isFinite(end)) return ['nothing was recorded'];
  return [
    ...unsynced(calls.slice(0, end), isRun).map(what => `before the journal goes: ${what}`),
    ...journalViolations(calls, git),
  ];
}

/** The journal's plan is on disk before the job starts; and its names, and the end, before the run is made. */
function journalViolations(calls: readonly Call[], git: string): string[] {
  const start = calls.findIndex(
    ({ call, text }) => call === 'execve' && / \["?sh"?, "-c"|\["sh", "-c", "sleep/.test(text),
  );
  const isPlan = (path: string) =>
    path.startsWith(`${git}/git-run/live/`) && /plan\.json(?:\.new)?$/.test(path);
  const isState = (path: string) =>
    path.startsWith(`${git}/git-run/live/`) && /(?:plan|recorder|exit)\.json(?:\.new)?$|\.log$/.test(path);
  const run = calls.findIndex(({ call, text }) => call === 'rename' && text.includes(`${git}/refs/runs/0`));
  return [
    ...(start < 0 ? ['the job was not seen to start'] : []),
    ...unsynced(calls.slice(0, Math.max(start, 0)), isPlan, 'content').map(
      what => `before the job starts: ${what}`,
    ),
    ...unsynced(calls.slice(0, run < 0 ? calls.length : run), isState).map(
      what => `before the run is made: ${what}`,
    ),
  ];
}

/** Files whose content, and directories whose new names, were not synced after they were last changed. */
function unsynced(calls: readonly Call[], counts: (path: string) => boolean, only?: 'content'): string[] {
  const content = new Map<string, string>();
  const names = new Map<string, string>();
  const move = (from: string, to: string, stays: boolean) => {
    const dirty = content.get(from);
    if (dirty !== undefined) content.set(to, dirty);
    if (!stays) content.delete(from);
    names.set(to.slice(0, to.lastIndexOf('/')), to);
    if (!stays) for (const [directory, name] of names) if (name === from) names.delete(directory);
  };
  for (const { call, text, failed } of calls) {
    if (failed) continue;
    const [first = '', second = ''] = pathsIn(text);
    if (call === 'openat' && /O_CREAT/.test(text)) names.set(first.slice(0, first.lastIndexOf('/')), first);
    else if (/^p?write/.test(call)) content.set(first, text.slice(0, 120));
    else if (/sync$/.test(call)) {
      content.delete(first);
      names.delete(first);
    } else if (call === 'rename') move(first, second, false);
    else if (call === 'link') move(first, second, true);
    else if (call === 'unlink') content.delete(first);
  }
  return [
    ...[...content.keys()].filter(counts).map(path => `content of ${path}`),
    ...(only === 'content'
      ? []
      : [...names]
          .filter(([, path]) => counts(path))
          .map(([directory, path]) => `name of ${path} in ${directory}`)),
  ];
}

/** The paths of a call, absolute: by descriptor, or as given below the directory the log names. */
function pathsIn(text: string): string[] {
  const descriptor = /^\w+\(\d+<([^>]+)>/.exec(text)?.[1];
  if (descriptor !== undefined) return [descriptor];
  const cwd = /AT_FDCWD<([^>]+)>/.exec(text)?.[1];
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) =>
    path.startsWith('/') || cwd === undefined ? path : `${cwd}/${path}`,
  );
}

/** Calls in the order they ended in; those that another process came between are put together. */
function parse(log: string, workTree: string): Call[] {
  const begun = new Map<string, string>();
  const calls: Call[] = [];
  for (const line of log.split('\n')) {
    const [, process = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest)?.[1];
    if (unfinished !== undefined) {
      begun.set(process, unfinished);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    const text = resumed === undefined ? rest : `${begun.get(process) ?? ''}${resumed}`;
    const call = /^(\w+)\(/.exec(text)?.[1];
    // Git works from the top of the work tree.
    const absolute = text.replace(/"(\.git\/[^"]*)"/g, `"${workTree}/$1"`);
    if (call !== undefined) calls.push({ call, text: absolute, failed: / = -1 /.test(text) });
  }
  return calls;
}
