/** Damage as disks, and other people, do it. */
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { gitIn, type TemporaryRepository } from './temporary-repository.ts';

/** Makes a loose object of every object. */
export function loosen({ path, env }: TemporaryRepository): void {
  const packs = join(path, '.git/objects/pack');
  const away = mkdtempSync(join(path, '.git/packs-'));
  for (const name of readdirSync(packs)) renameSync(join(packs, name), join(away, name));
  for (const name of readdirSync(away).filter(file => file.endsWith('.pack')))
    gitIn(path, env, ['unpack-objects', '-q'], readFileSync(join(away, name)));
  rmSync(away, { recursive: true });
}

function looseFile({ path }: TemporaryRepository, oid: string): string {
  return join(path, '.git/objects', oid.slice(0, 2), oid.slice(2));
}

/** Removes a loose object. */
export function removeObject(on: TemporaryRepository, oid: string): void {
  rmSync(looseFile(on, oid));
}

/** Puts another, valid blob in the place of a loose one. */
export function swapBlob(on: TemporaryRepository, oid: string, content: string): void {
  const object = Buffer.concat([Buffer.from(`blob ${Buffer.byteLength(content)}\0`), Buffer.from(content)]);
  overwrite(looseFile(on, oid), deflateSync(object));
}

/** Cuts a loose object off in its middle, its header left readable. */
export function cutObject(on: TemporaryRepository, oid: string): void {
  const file = looseFile(on, oid);
  const whole = readFileSync(file);
  overwrite(file, whole.subarray(0, whole.length - 6));
}

function overwrite(file: string, bytes: Buffer): void {
  chmodSync(file, 0o644);
  writeFileSync(file, bytes);
}

/** The entries of a tree, as `git mktree` does not let one make it. */
export type RawEntry = readonly [mode: string, name: string, oid: string];

/** Stores a tree of any entries, `..` and `.git` too; returns its id. */
export function rawTree({ path, env }: TemporaryRepository, entries: readonly RawEntry[]): string {
  const content = Buffer.concat(
    entries.flatMap(([mode, name, oid]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
  return gitIn(path, env, ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], content);
}

/** Stores a blob; returns its id. */
export function blob({ path, env }: TemporaryRepository, content: string | Buffer): string {
  return gitIn(path, env, ['hash-object', '-w', '--stdin'], content);
}

/** The entries of a run's own tree. */
export function entriesOf(on: TemporaryRepository, treeish: string): RawEntry[] {
  return on
    .git('ls-tree', treeish)
    .split('\n')
    .map(line => /^0?(\d+) \w+ (\w+)\t(.*)$/.exec(line)?.slice(1) as [string, string, string])
    .map(([mode, oid, name]) => [mode, name, oid] as const);
}

/** Moves a run's ref to a commit of another tree with the same parent; returns that commit. */
export function retree(on: TemporaryRepository, id: string, entries: readonly RawEntry[]): string {
  const parent = on.git('rev-parse', `refs/runs/${id}^`);
  const commit = on.git('commit-tree', rawTree(on, entries), '-p', parent, '-m', 'altered');
  on.git('update-ref', `refs/runs/${id}`, commit);
  return commit;
}

/** Replaces one file at the top of a run's tree; returns the new commit. */
export function replaceRecord(on: TemporaryRepository, id: string, name: string, content: string): string {
  const oid = blob(on, content);
  const entries = entriesOf(on, `refs/runs/${id}`);
  return retree(
    on,
    id,
    entries.map(entry => (entry[1] === name ? (['100644', name, oid] as const) : entry)),
  );
}
