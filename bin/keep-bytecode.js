/** Part of the build: runs the commands that people wait for, and keeps what V8 has compiled for them. */
const { execFileSync } = require('node:child_process');
const { mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { load } = require('./load.js');

const COMMANDS = [
  ['exec', '-q', '--', 'true'],
  ['log', '-n', '1'],
  ['show'],
  ['--complete', 'bash', '', 'git-run '],
  ['--complete', 'bash', '', 'git-run log --sort '],
  ['--complete', 'bash', '', 'git-run show '],
];

if (process.argv.length > 2) keep();
else void warmUp();

/** Each command adds to what is there. */
async function warmUp() {
  const cwd = mkdtempSync(join(tmpdir(), 'git-run-build-'));
  const env = { ...process.env, HOME: cwd, GIT_CONFIG_GLOBAL: '/dev/null', GIT_DIR: undefined };
  try {
    execFileSync('git', ['init', '-q'], { cwd, env });
    for (const words of COMMANDS)
      execFileSync(process.execPath, [__filename, ...words], { cwd, env, stdio: 'pipe' });
    await atTerminal(['ui'], { cwd, env });
  } finally {
    rmSync(cwd, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

/** The terminal UI as far as to its first rows; where there is no pseudo-terminal to be had it starts a little slower. */
function atTerminal(words, { cwd, env }) {
  let pty;
  try {
    pty = require('@lydell/node-pty');
  } catch {
    return undefined;
  }
  const place = { cwd, env: { ...env, TERM: 'xterm-256color', CI: undefined }, cols: 120, rows: 40 };
  const program = pty.spawn(process.execPath, [__filename, ...words], place);
  let seen = '';
  program.onData(text => {
    seen += text;
    if (/finished/.test(seen)) program.write('Q');
  });
  const limit = setTimeout(() => program.kill(), 20_000);
  return new Promise(resolve => program.onExit(resolve)).finally(() => clearTimeout(limit));
}

function keep() {
  const { script, bytecode, run } = load();
  process.on('exit', () => {
    writeFileSync(`${bytecode}.new`, script.createCachedData());
    renameSync(`${bytecode}.new`, bytecode);
  });
  run();
}
