/** Every string of the corpus, in every place where a run has one, shown by the real program on a real terminal. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { readHeld } from '../../src/process/channel.ts';
import { spawnAttached } from '../../src/process/spawn.ts';
import { openTerminal } from '../../src/process/terminal.ts';
import type { Run } from '../../src/run/run.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { encodeRun } from '../../src/store/encode.ts';
import { createExperiment } from '../../src/store/experiments.ts';
import { sampled } from '../support/extent.ts';
import { builtProgram } from '../support/program.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const corpus: { name: string; text: string }[] = JSON.parse(
  readFileSync(new URL('../../fixtures/hostile/terminal-strings.json', import.meta.url), 'utf8'),
);
const texts = corpus.map(({ text }) => text);
/** What no word of a command line, and no path of Git, can hold. */
const ALL = texts.join(' ').replaceAll('\0', '');
const paths = texts.map((text, at) => `${at}${text.replace(/[\0/]/g, '')}`);

/** Written apart from the sanitiser's own list. */
const OBEYED =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Cs}|\p{M}{5}/u;
/** Our own: styles, and the line that is begun anew. */
const OWN =
  /\x1b\[(?:[01234]|2[1-9]|3[0-79]|4[0-79]|9[0-7])?(?:;\d+)*m|\r\x1b\[K|\r\n|\r(?:checking runs \d+\/\d+|[a-z ]+…)/g;

const program = builtProgram(t);
const bench = await storeBench(t, { files: { a: '', 'b.txt': '' } });
const { on, repository } = bench;
const sample = bench.run();

/** A run that is called so, and says so wherever it can. */
function called(text: string, changes: Partial<Run> = {}): Run {
  return {
    ...sample,
    id: sampleId(NOW),
    name: text,
    experiment: { ...sample.experiment, name: text },
    params: {
      [text]: { value: text, text, origin: { kind: 'file', path: text, key: text } },
      lr: sample.params.lr ?? { value: text, origin: { kind: 'option' } },
    },
    metrics: { [text]: { last: 1, min: 1, max: 1, count: 1, step: 0 } },
    tags: { [text]: text },
    note: text,
    seed: text,
    command: { ...sample.command, argv: [text, ...texts], cwd: text },
    source: { ...sample.source, branch: text, omitted: [{ path: text, reason: 'unreadable' }] },
    host: { ...sample.host, name: text, os: text, arch: text, cpu: text },
    problems: texts.map(message => ({ code: 'x', message })),
    ...changes,
  };
}

const seen: string[] = [];

/** Runs the program on a terminal and returns what came out of it. */
async function onTerminal(...words: string[]): Promise<string> {
  const terminal = await openTerminal(120, 40);
  const { inputFd, hidden } = terminal;
  const child = spawnAttached('env', ['-u', 'NODE_OPTIONS', 'git-run', ...words], {
    stdio: [inputFd, inputFd, inputFd],
    cwd: on.path,
    env: { ...on.env, PATH: program.path, TERM: 'xterm-256color', PAGER: 'cat' },
    hidden,
  });
  const ended = new Promise(resolve => child.once('close', resolve));
  const pieces: Buffer[] = [];
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (;;) {
    const isOver = over;
    const piece = readHeld(terminal);
    if (Buffer.isBuffer(piece)) pieces.push(piece);
    else if (piece === 'end' || isOver) break;
    else await delay(5);
  }
  terminal.closeInput();
  terminal.output.destroy();
  const shown = Buffer.concat(pieces).toString();
  seen.push(shown);
  return shown;
}

const isThere = await openTerminal(1, 1).then(
  terminal => {
    terminal.closeInput();
    terminal.output.destroy();
    return true;
  },
  () => false,
);
const skip = isThere ? false : 'SKIPPED: there are no pseudo-terminals here';

t.test(
  'of all that a stranger has written, nothing but our own sequences leaves the process',
  { skip },
  async t => {
    t.ok(texts.length >= 42);
    await repository.objects.commit(
      texts
        .map(text => called(text))
        .map(run => ({
          ref: runRef(run.id),
          parent: run.source.commit,
          base: 'empty',
          changes: [{ path: 'run.json', mode: '100644', content: encodeRun(run) }],
          author: AUTHOR,
          time: 1,
          message: 'a run\n',
        })),
    );
    await createExperiment(
      { repository, author: AUTHOR, now: NOW },
      { name: ALL, description: ALL, tags: { [ALL]: ALL } },
    );
    const whole = called(ALL, { log: { bytes: 1, dropped: 0, parts: 1 } });
    await bench.save(whole, {
      files: storedFiles({
        ...Object.fromEntries(paths.map(path => [`artifacts/${path}`, ALL])),
        'logs/000000.log': `${texts.join('\n')}\n${ALL}`,
        'metrics/main.ndjson': `${JSON.stringify({ key: ALL, step: [0], value: [1], time: [0] })}\n`,
      }),
      environment: { os: { id: ALL, version: ALL }, python: { implementation: ALL, version: ALL } },
    });
    const { id } = whole;
    const out = `${on.home}/out`;
    const commands: readonly (readonly string[])[] = [
      ['log', '--no-pager'],
      ['plot', '-n', '99', '--histogram', 'name', '--no-pager'],
      ['plot', '-n', '99', '--scatter', 'name,duration', '--colour', 'host', '--no-pager'],
      ['plot', '-n', '99', '-m', 'acc', '--no-pager'],
      ['log', '--oneline', '--no-pager'],
      ['log', '--format', '%(name) %(command) %(note) %(tags)%(align:9)%(experiment)%(end)', '--no-pager'],
      ['log', '--porcelain', '--columns', 'name,note,tags.*', '-z', '--no-pager'],
      ['log', '--graph', '--columns', 'auto,name,params.*,tags.*', '--no-pager'],
      ['log', '--csv', '--no-pager'],
      ['log', '--json', '--no-pager'],
      ['log', '--columns', `name,params.${ALL.replaceAll(',', '')}`, '--no-pager'],
      ['show', id, '--no-pager'],
      ['show', id, '--json', '--no-pager'],
      ['show', id, '--log'],
      ['show', id, '--metrics'],
      ['diff', id, '@', '-p', '--content', '--no-pager'],
      ['diff', id, '--csv', '--no-pager'],
      ['diff', id, '@', '@~1', '--all', '--no-pager'],
      ['diff', id, '@', '--html', '--no-pager'],
      ['diff', `${id}:${ALL}`, '@'],
      ['export'],
      ['export', '--json'],
      ['export', '--points'],
      ['tail', id, '-n', '100'],
      ['artifact', 'list', id],
      ['artifact', 'cat', `${id}:${paths[0]}`],
      ['artifact', 'get', `${id}:${ALL}`],
      ['checkout', id, '--code-only', '--path', out],
      ['rerun', id],
      ['tag', id],
      ['tag', id, `${ALL}=${ALL}`],
      ['note', id, ALL],
      ['experiment', 'list'],
      ['experiment', 'show', ALL],
      ['fsck'],
      ['fsck', id],
      ['recover'],
      // Errors, with the words of the command line.
      ['show', ALL],
      ['log', '--status', ALL],
      ['log', '--since', ALL],
      ['log', `--${ALL}`],
      ['log', '--format', `%(${ALL})`],
      ['exec', '-e', ALL, '--', 'true'],
      ['exec', '--', ALL],
      ['stop', ALL],
      [ALL],
    ];
    for (const words of sampled(commands, 3)) {
      const shown = await onTerminal(...words);
      // What is hostile here would be to a test's report, too.
      const name = words.filter(word => /^[\w-]+$/.test(word)).join(' ');
      t.not(shown, '', name);
      // JSON says exactly what is there: it escapes what would be obeyed, and lets marks be.
      const looked = words.includes('--json') ? shown.replace(/\p{M}/gu, '') : shown;
      t.notMatch(looked.replace(OWN, ''), OBEYED, name);
    }
    t.match(seen[0], /\x1b\[\d+m/, 'colours are on');
    t.ok(seen.join('').includes('\\u{1b}]0;owned'), 'what was replaced can be read');
  },
);
