/**
 * The pictures of the terminal UI in the README, of real runs of the digits: `npm run shots`. Ids and times are others
 * each time.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gitIn, hermeticEnvironment } from '../test/support/temporary-repository.ts';
import { time } from './measure.ts';
import { type Shot, shoot } from './shoot.ts';

const ROOT = join(import.meta.dirname, '..');
const DIGITS = join(ROOT, 'fixtures', 'digits');
const PICTURES = join(ROOT, 'fixtures', 'screens');

const root = mkdtempSync(join(tmpdir(), 'git-run-shots-'));
try {
  const { cwd, env } = await digits();
  for (const shot of shots(cwd, env)) for (const path of await shoot(shot, PICTURES)) console.log(path);
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** A repository with a handful of real runs, each of another choice. */
async function digits(): Promise<{ cwd: string; env: Record<string, string> }> {
  const [cwd, bin, home] = ['digits', 'bin', 'home'].map(name => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [bin, home]) mkdirSync(path);
  symlinkSync(join(ROOT, 'bin', 'git-run.js'), join(bin, 'git-run'));
  cpSync(DIGITS, cwd, { recursive: true });
  const own = hermeticEnvironment(home);
  const env = {
    ...own,
    PATH: `${bin}${delimiter}${own.PATH}`,
    COLORTERM: 'truecolor',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'Read handwritten digits'],
  ])
    gitIn(cwd, env, args);
  const run = (name: string, ...words: string[]) =>
    time({
      argv: ['git-run', 'exec', '-q', '--name', name, '--', 'python3', 'train.py', ...words],
      cwd,
      env,
    });
  run('first-try');
  run('faster', '--lr', '0.5');
  run('too-fast', '--lr', '5');
  run('big-batch', '--batch', '128', '--lr', '0.5');
  run('small-batch', '--batch', '8');
  writeFileSync(join(cwd, 'params.yaml'), 'lr: 0.3\nepochs: 20\nbatch: 32\nseed: 7\nl2: 0.0001\n');
  run('longer');
  run('longer-decay', '--l2', '0.002');
  time({ argv: ['git-run', 'tag', 'longer', 'star='], cwd, env });
  return { cwd, env };
}

function shots(cwd: string, env: Record<string, string>): readonly Shot[] {
  const shot = { argv: ['git-run', 'ui'], cwd, env, columns: 150, rows: 42, title: 'git run' };
  return [
    {
      ...shot,
      name: 'overview',
      async play(screen) {
        await screen.sees('longer-decay');
        screen.press('l', 'l', 'l', 's');
        await screen.sees('acc▼');
        screen.press('space', 'space', 'space');
        await screen.sees('3 marks');
        screen.press('3');
        await screen.sees(/val_acc/);
        await screen.sees(/step/);
      },
    },
    {
      ...shot,
      name: 'diff',
      columns: 120,
      rows: 36,
      async play(screen) {
        await screen.sees('longer-decay');
        screen.press('space', 'G', 'space', 'd');
        await screen.sees('better');
        screen.press('z');
        await screen.settles(lines => !lines.some(line => line.includes(' Runs ')), 'the difference alone');
        await screen.sees('@@');
      },
    },
  ];
}
