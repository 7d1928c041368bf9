/**
 * How a repository is looked at, kept in `<git common dir>/git-run/ui.json`: for this clone alone, and of no value to
 * anything else. The file appears whole (temporary name, sync, rename).
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheDirectory } from '../../record/live.ts';
import type { Desk } from '../../tui/desk.ts';
import { type Kept, NOTHING_KEPT } from '../../tui/state/views.ts';
import type { Context } from '../context.ts';

type ViewsPart = Pick<Desk, 'readViews' | 'writeViews'>;

export function viewsDesk(context: Context): ViewsPart & { settled(): Promise<void> } {
  let isOurs = true;
  // One after the other: the last one stays.
  let writing: Promise<void> = Promise.resolve();
  const fileOf = async () => {
    const { place } = await context.repository();
    return join(cacheDirectory(place.commonDir), 'ui.json');
  };
  return {
    async readViews() {
      const text = await readFile(await fileOf(), 'utf8').catch(() => undefined);
      if (text === undefined) return NOTHING_KEPT;
      isOurs = versionOf(text) <= VERSION;
      if (!isOurs) throw new Error('the saved views are of a later git-run: they are left alone');
      return parsed(text);
    },
    async writeViews(kept) {
      if (!isOurs) return;
      const done = writing.then(async () => writeWhole(await fileOf(), kept));
      writing = done.catch(() => {});
      await done;
    },
    settled: () => writing,
  };
}

const VERSION = 1;

const ViewSchema = {
  filter: v.string(),
  sort: v.array(v.object({ key: v.string(), direction: v.picklist(['ascending', 'descending']) })),
  group: v.optional(v.string()),
  columns: v.optional(v.array(v.string())),
};

const KeptSchema = v.object({
  version: v.literal(VERSION),
  views: v.array(v.object({ name: v.string(), ...ViewSchema })),
  last: v.optional(v.object(ViewSchema)),
  filters: v.array(v.string()),
  commands: v.array(v.string()),
});

/** Of what is no such file it is as good as none. */
function versionOf(text: string): number {
  const version: unknown = json(text)?.version;
  return typeof version === 'number' ? version : 0;
}

function json(text: string): { readonly version?: unknown } | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsed(text: string): Kept {
  const found = v.safeParse(KeptSchema, json(text));
  if (!found.success) throw new Error('the saved views cannot be read, and are passed over: git-run/ui.json');
  const { version: _, ...kept } = found.output;
  return kept;
}

async function writeWhole(file: string, kept: Kept): Promise<void> {
  const made = `${file}.${randomUUID()}.new`;
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(made, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify({ version: VERSION, ...kept }, null, 2)}\n`);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(made, file);
  } finally {
    await rm(made, { force: true });
  }
}
