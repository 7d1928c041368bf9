/** What `git status` does not tell of the files of the index. */
import { pathFromBytes } from '../../run/path.ts';
import { type Disguise, disguiseOf } from '../conversion.ts';
import type { GitConfig } from '../repository.ts';
import type { ConvertibleFile, Gitlink, Marks } from '../work-tree-files.ts';
import { noteGitlink } from './index-marks.ts';
import type { GitProgram } from './program.ts';
import { fields } from './status.ts';

/** What `parseMarks` reads. */
export const MARKS_ARGS = ['ls-files', '-z', '-v', '--stage'];

/** Reads the tags of `git ls-files -z -v --stage`: https://git-scm.com/docs/git-ls-files#Documentation/git-ls-files.txt--t */
export function parseMarks(output: Buffer, isSparse: boolean): Marks {
  const hidden: string[] = [];
  const gitlinks: Gitlink[] = [];
  let sparse = 0;
  for (const line of fields(output)) {
    const tag = String.fromCharCode(line[0] as number);
    const tab = line.indexOf(9);
    if (line.toString('latin1', 2, 8) === GITLINK) {
      const [, , oid = '', stage] = line.toString('latin1', 0, tab).split(' ');
      noteGitlink(gitlinks, pathFromBytes(line.subarray(tab + 1)), oid, Number(stage));
    }
    if (tag === 'H' || tag === 'M') continue;
    if (isSparse && /s/i.test(tag)) sparse++;
    // In a sparse checkout Git itself looks after those that are there all the same.
    if (/s/i.test(tag) ? isSparse : tag.toLowerCase() !== tag) continue;
    hidden.push(pathFromBytes(line.subarray(tab + 1)));
  }
  return { hidden, converts: output.includes('.gitattributes\0'), gitlinks, sparse };
}

const GITLINK = '160000';

/** Files of the index that attributes, or `core.autocrlf`, may have converted, as of WorkTree. */
export async function convertibleFiles(
  git: GitProgram,
  config: GitConfig,
  changed: boolean,
): Promise<ConvertibleFile[]> {
  const input = await git(['ls-files', '-z', '--deduplicate']);
  const ask = (...how: string[]) => git(['check-attr', '-z', '--stdin', ...how, '--all'], { input });
  const told = await Promise.all([ask(), changed ? ask('--cached') : Buffer.alloc(0)]);
  const [found, indexed] = told.map(output => disguises(output, config)) as [Disguises, Disguises];
  // Where all are converted, those without attributes are.
  const usual = disguiseOf(new Map(), config);
  const files: ConvertibleFile[] = [];
  for (const path of usual === 'none' && !changed ? found.keys() : byteStrings(input)) {
    const now = found.get(path) ?? usual;
    if (now === 'none' && !changed) continue;
    // What is converted from now on can be other than Git has it though its bytes are the same.
    const sameLength = now === 'any' || indexed.get(path) === 'any' || (changed && now !== 'none');
    files.push({ path: pathFromBytes(Buffer.from(path, 'latin1')), sameLength });
  }
  return files;
}

type Disguises = Map<string, Disguise>;

/** By path, a string of bytes. Triples of path, attribute and value are read; few combinations are ever in use. */
function disguises(output: Buffer, config: GitConfig): Disguises {
  const found = new Map<string, Disguise>();
  const known = new Map<string, Disguise>();
  const parts = byteStrings(output);
  for (let at = 0; at < parts.length; ) {
    const path = parts[at] as string;
    const start = at;
    for (; parts[at] === path; at += 3);
    const key = parts.slice(start, at).filter((_, index) => index % 3 !== 0);
    const text = key.join('\0');
    const disguise = known.get(text) ?? disguiseOf(attributesOf(key), config);
    known.set(text, disguise);
    found.set(path, disguise);
  }
  return found;
}

function attributesOf(names: readonly string[]): Map<string, string | boolean> {
  const attributes = new Map<string, string | boolean>();
  for (let at = 0; at < names.length; at += 2) {
    const value = names[at + 1] as string;
    attributes.set(names[at] as string, value === 'set' || (value === 'unset' ? false : value));
  }
  return attributes;
}

function byteStrings(output: Buffer): string[] {
  return output.toString('latin1').split('\0').slice(0, -1);
}
