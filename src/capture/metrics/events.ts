/** What the job said itself: the lines it wrote into `$GIT_RUN_EVENTS` and the files beside it. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Event, readEvent } from '../../run/event.ts';
import type { Param } from '../../run/param.ts';
import type { Problem } from '../../run/run.ts';
import type { CaptureSource, EndedContext, Findings, FoundFile } from '../capture.ts';
import { artifactPath, foundFile } from '../files/found-file.ts';
import { findFiles } from '../files/glob.ts';
import { fewProblems, whyUnreadable } from '../problems.ts';
import { readLines } from './lines.ts';
import { writerName } from './metric-series.ts';

export const events: CaptureSource = {
  name: 'events',
  async after(context): Promise<Findings> {
    const said = newSaid();
    for (const name of await eventFiles(context.live)) {
      try {
        await readFile(context, name, said);
      } catch (error) {
        said.problems.push({ code: 'unreadable-events', message: `${name}: ${whyUnreadable(error)}` });
      }
    }
    const { artifacts, problems } = await filesOf(context, said.artifacts);
    return {
      params: said.params,
      tags: said.tags,
      ...said.words,
      artifacts,
      problems: fewProblems([...malformed(said), ...overflow(said), ...said.problems, ...problems]),
    };
  },
};

/** Params, tags and artifacts of one run, each; who writes more of them writes something else. */
const MOST = 10_000;

function newSaid() {
  return {
    params: Object.create(null) as Record<string, Param>,
    tags: Object.create(null) as Record<string, string>,
    /** The last of each counts. */
    words: {} as { note?: string; name?: string },
    artifacts: new Set<string>(),
    counts: { param: 0, tag: 0, artifact: 0 },
    dropped: { param: 0, tag: 0, artifact: 0 },
    lines: 0,
    malformed: 0,
    /** The first malformed lines, with their place. */
    quoted: [] as string[],
    problems: [] as Problem[],
  };
}

type Said = ReturnType<typeof newSaid>;

/** The names of the files that a run in progress is told by, from its journal's directory: `events` first, then what other processes and hosts wrote, by name. */
export async function eventFiles(live: string): Promise<string[]> {
  const entries = await readdir(live, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isFile() && /^events(?:\.|$)/.test(entry.name))
    .map(entry => entry.name)
    .sort();
}

async function readFile(context: EndedContext, name: string, said: Said): Promise<void> {
  const writer = name === 'events' ? 'main' : writerName(name.slice('events.'.length));
  let number = 0;
  for await (const lines of readLines(join(context.live, name))) {
    for (const line of lines) {
      number++;
      if (line === '') continue;
      said.lines++;
      const found = line === undefined ? undefined : readEvent(line);
      if (found === undefined) quote(said, `${name}:${number}`, line);
      else for (const event of found) take(event, { context, writer, said });
    }
  }
}

function quote(said: Said, place: string, line: string | undefined): void {
  said.malformed++;
  // As JSON, since a torn line can hold any bytes.
  const text = line === undefined ? 'a line over 1 MiB' : JSON.stringify(line.slice(0, 80));
  if (said.quoted.length < 3) said.quoted.push(`${place}: ${text}`);
}

interface Place {
  readonly context: EndedContext;
  readonly writer: string;
  readonly said: Said;
}

function take(event: Event, { context, writer, said }: Place): void {
  if (event.kind === 'metric') context.metrics.add(writer, event.key, event.value, event.step, event.time);
  else if (event.kind === 'param') {
    const { kind: _, key, ...leaf } = event;
    if (room(said, 'param', key in said.params)) said.params[key] = { ...leaf, origin: { kind: 'event' } };
  } else if (event.kind === 'tag') {
    if (room(said, 'tag', event.key in said.tags)) said.tags[event.key] = event.value;
  } else if (event.kind === 'untag') {
    if (event.key in said.tags) said.counts.tag--;
    delete said.tags[event.key];
  } else if (event.kind === 'note') said.words.note = event.text;
  else if (event.kind === 'name') said.words.name = event.name;
  else if (event.kind === 'artifact' && room(said, 'artifact', said.artifacts.has(event.path)))
    said.artifacts.add(event.path);
}

function room(said: Said, kind: keyof Said['counts'], known: boolean): boolean {
  if (known) return true;
  const there = said.counts[kind] < MOST;
  if (there) said.counts[kind]++;
  else said.dropped[kind]++;
  return there;
}

function malformed({ malformed, lines, quoted }: Said): Problem[] {
  if (malformed === 0) return [];
  const message = `${malformed} of ${lines} event lines could not be read, first at ${quoted.join('; ')}`;
  return [{ code: 'malformed-event', message }];
}

function overflow({ dropped }: Said): Problem[] {
  return Object.entries(dropped)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({
      code: 'too-many-events',
      message: `${count} ${kind} events were passed over: a run takes ${MOST}`,
    }));
}

async function filesOf(
  context: EndedContext,
  named: Iterable<string>,
): Promise<{ artifacts: FoundFile[]; problems: Problem[] }> {
  const artifacts = new Map<string, FoundFile>();
  const problems: Problem[] = [];
  for (const name of named) {
    let count = 0;
    for await (const { file } of findFiles(context.directory, [name])) {
      count++;
      const found = await foundFile(artifactPath(file, context), file, context);
      if ('code' in found) problems.push(found);
      else if ((artifacts.get(found.path) ?? found).file === found.file) artifacts.set(found.path, found);
      else
        problems.push({
          code: 'artifact-not-kept',
          message: `${file} is not kept: ${found.path} is another file`,
        });
    }
    if (count === 0) {
      const message = `the job named ${name} as an artifact, and there is no file ${resolve(context.directory, name)}`;
      problems.push({ code: 'missing-artifact', message });
    }
  }
  return { artifacts: [...artifacts.values()], problems };
}
