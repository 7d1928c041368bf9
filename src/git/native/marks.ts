/** What `git status` does not tell of the files of the index. */
import { pathFromBytes } from '../../run/path.ts';
import { disguiseOf } from '../conversion.ts';
import type { ConvertibleFile, GitConfig, Marks } from '../repository.ts';
import type { GitProgram } from './program.ts';
import { fields, parsePaths } from './status.ts';

/** Reads the tags of `git ls-files -z -v`: https://git-scm.com/docs/git-ls-files#Documentation/git-ls-files.txt--t */
export function parseMarks(output: Buffer, isSparse: boolean): Marks {
  const hidden: string[] = [];
  for (const line of fields(output)) {
    const tag = String.fromCharCode(line[0] as number);
    if (tag === 'H' || tag === 'M') continue;
    // In a sparse checkout Git itself looks after those that are there all the same.
    if (/s/i.test(tag) ? isSparse : tag.toLowerCase() !== tag) continue;
    hidden.push(pathFromBytes(line.subarray(2)));
  }
  return { hidden, converts: output.includes('.gitattributes\0') };
}

/** Files of the index that attributes, or `core.autocrlf`, may have converted. */
export async function convertibleFiles(git: GitProgram, config: GitConfig): Promise<ConvertibleFile[]> {
  const input = await git(['ls-files', '-z', '--deduplicate']);
  const attributes = parseAttributes(await git(['check-attr', '-z', '--stdin', '--all'], { input }));
  // Where all are converted, those without attributes are.
  const none = new Map<string, string | boolean>();
  const isAll = disguiseOf(none, config) !== 'none';
  const files: ConvertibleFile[] = [];
  for (const path of isAll ? parsePaths(input) : attributes.keys()) {
    const disguise = disguiseOf(attributes.get(path) ?? none, config);
    if (disguise !== 'none') files.push({ path, sameLength: disguise === 'any' });
  }
  return files;
}

/** Reads triples of path, attribute and value. */
function parseAttributes(output: Buffer): Map<string, Map<string, string | boolean>> {
  const found = new Map<string, Map<string, string | boolean>>();
  let last: { bytes: Buffer; attributes: Map<string, string | boolean> } | undefined;
  const parts = fields(output);
  for (;;) {
    const [bytes, name, value] = [parts.next().value, parts.next().value, parts.next().value];
    if (!bytes || !name || !value) return found;
    if (last === undefined || !last.bytes.equals(bytes)) {
      last = { bytes, attributes: new Map() };
      found.set(pathFromBytes(bytes), last.attributes);
    }
    const text = value.toString();
    last.attributes.set(name.toString(), text === 'set' || (text === 'unset' ? false : text));
  }
}
