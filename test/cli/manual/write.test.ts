import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { allPages, fileOfPage } from '../../../src/cli/manual/pages.ts';
import { writePages } from '../../../src/cli/manual/write.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const directory = join(temporaryDirectory(t), 'man');
await writePages(directory);
const files = readdirSync(directory).map(file => join(directory, file));

t.test('all pages are written, and nothing else is left', async t => {
  t.same(readdirSync(directory).sort(), (await allPages()).map(fileOfPage).sort());
});

/** What a reader of man pages has to say of ours. That there is no date is meant: the same source gives the same page. */
function complaints(program: string, ...args: string[]): string[] {
  const { stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
  });
  return `${stdout}${stderr}`.split('\n').filter(line => line !== '' && !line.includes('missing date'));
}

const readers = [
  ['groff', '-man', '-Tutf8', '-ww', '-z'],
  ['mandoc', '-Tlint', '-Wstyle'],
  ['man', '--warnings', '-Z', '-Tutf8', '-l'],
] as const;

for (const [program, ...args] of readers) {
  const isThere = spawnSync(program, ['--version']).error === undefined;
  t.test(`${program} finds nothing wrong`, { skip: !isThere && `there is no ${program} here` }, async t => {
    for (const file of files) {
      // man sets the page, whose output is not what it complains of.
      const said = complaints(program, ...args, file);
      t.same(
        program === 'man'
          ? said.filter(line => /warning|error/i.test(line) && /^<|^troff|^man:/.test(line))
          : said,
        [],
        file,
      );
    }
  });
}
