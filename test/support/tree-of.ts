/** What lies below a directory, byte for byte, names included. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Files and links by path, as `mode content`, in latin1 so that no byte is lost; `.git` is passed over. */
export function treeOf(directory: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  walk(Buffer.from(directory), '');
  return found;

  function walk(at: Buffer, prefix: string): void {
    for (const name of readdirSync(at, { encoding: 'buffer' }).sort(Buffer.compare)) {
      const path = prefix + name.toString('latin1');
      if (name.toString('latin1') === '.git') continue;
      const file = Buffer.concat([at, Buffer.from('/'), name]);
      const stat = lstatSync(file);
      if (stat.isDirectory()) walk(file, `${path}/`);
      else if (stat.isSymbolicLink()) found[path] = `-> ${readlinkSync(file, 'latin1')}`;
      else found[path] = `${(stat.mode & 0o777).toString(8)} ${readFileSync(file, 'latin1')}`;
    }
  }
}
