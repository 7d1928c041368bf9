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
  for (const batch of ['64', '32', '16'])
    for (const lr of ['0.01', '0.03', '0.1', '0.3', '1', '3'])
      run(`lr-${lr}-by-${batch}`, '--lr', lr, '--batch', batch, '--epochs', '15');
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
        await screen.sees(/Runs {2}20$|Runs {2}20 /m);
        screen.press(
          'l',
          'l',
          'l',
          's',
          'g',
          'space',
          ...repeated('j', 8),
          'space',
          ...repeated('j', 5),
          'space',
        );
        await screen.sees('3 marks');
        screen.press('G', '3');
        await screen.sees('best');
        await screen.settles(
          lines => lines.some(line => line.includes('★')),
          'the best runs have their stars',
        );
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
        await screen.settles(([, title = '']) => title.startsWith(' Diff'), 'the difference alone');
        await screen.settles(
          lines => lines.some(line => /%\s+better/.test(line)) && lines.some(line => line.startsWith('@@')),
          'the difference in all its room',
        );
      },
    },
  ];
}

function repeated(key: string, times: number): string[] {
  return Array.from({ length: times }, () => key);
}
