import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { copyHashed } from '../../../src/git/lfs/copy-hashed.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const directory = temporaryDirectory(t);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let number = 0;
const free = () => join(directory, `file-${number++}`);

t.test('what goes in comes out, byte for byte', async t => {
  const sizes = fc.oneof(fc.nat(5000), fc.constantFrom(0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20));
  const property = fc.asyncProperty(sizes, fc.nat(255), async (size, seed) => {
    const bytes = Buffer.alloc(size, Buffer.from([seed, seed ^ 0x5a, 7]));
    const [file, copy] = [free(), free()];
    writeFileSync(file, bytes);
    const found = await copyHashed(file, copy);
    return found.size === size && found.sha256 === sha256(bytes) && readFileSync(copy).equals(bytes);
  });
  await fc.assert(property, { numRuns: 30 });
  t.pass();
});

t.test('a copy is no second name: a later write to the file does not reach it', async t => {
  const [file, copy] = [free(), free()];
  writeFileSync(file, 'before');
  await copyHashed(file, copy);
  writeFileSync(file, 'after');
  t.equal(readFileSync(copy, 'utf8'), 'before');
  t.not(statSync(file).ino, statSync(copy).ino);
});

t.test('of a file that changes meanwhile the digest is that of the copy', async t => {
  const [file, copy] = [free(), free()];
  writeFileSync(file, Buffer.alloc(8 << 20, 'x'));
  const copying = copyHashed(file, copy);
  truncateSync(file, 4 << 20);
  const { sha256: told, size } = await copying;
  const bytes = readFileSync(copy);
  t.same({ told, size }, { told: sha256(bytes), size: bytes.length });
});

t.test('nothing is written over, and what cannot be read is told', async t => {
  const [file, copy] = [free(), free()];
  writeFileSync(file, 'x');
  writeFileSync(copy, 'mine');
  await t.rejects(copyHashed(file, copy), { code: 'EEXIST' });
  t.equal(readFileSync(copy, 'utf8'), 'mine');
  await t.rejects(copyHashed(join(directory, 'none'), free()), { code: 'ENOENT' });
  t.ok(existsSync(file));
});
