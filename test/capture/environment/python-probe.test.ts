import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { programOnPath } from '../../../src/capture/environment/program-on-path.ts';
import { probePython } from '../../../src/capture/environment/python-probe.ts';
import { captureContext } from '../../support/capture-context.ts';

const python = programOnPath('python3', { env: process.env, directory: '/' });

t.test('an interpreter tells itself and what it can import', { skip: python === undefined }, async t => {
  const context = captureContext(t, { env: { PYTHONPATH: 'lib' } });
  const info = join(context.directory, 'lib/some_thing-1.2.dist-info');
  mkdirSync(info, { recursive: true });
  writeFileSync(
    join(info, 'METADATA'),
    'Metadata-Version: 2.1\nName: Some.Thing\nVersion: 1.2\n\nVersion: 9\n',
  );
  const direct = { url: 'https://ada:hunter2@example.com/x.git', vcs_info: { vcs: 'git', commit_id: 'abc' } };
  writeFileSync(join(info, 'direct_url.json'), JSON.stringify(direct));
  const { python: told, places } = await probePython(python ?? '', context);
  t.match(told, {
    implementation: /./,
    version: /^3\.\d+/,
    executable: /^\//,
    prefix: /^\//,
    complete: true,
  });
  t.has(places, [join(context.directory, 'lib')]);
  const packages = told.packages as { name: string }[];
  t.match(
    packages.find(({ name }) => name === 'Some.Thing'),
    { version: '1.2', direct_url: { url: 'https://example.com/x.git', vcs_info: { commit_id: 'abc' } } },
    'of its own folder too, with no password in an address',
  );
  const keys = packages.map(({ name }) => name.toLowerCase().replaceAll(/[-_.]+/g, '-'));
  t.same(keys, [...keys].sort(), 'sorted');
});

t.test('what does not answer says why', async t => {
  const context = captureContext(t);
  const failing = program(t, 'echo "Traceback" >&2; echo "ImportError: no module" >&2; exit 1');
  await t.rejects(probePython(failing, context), { message: 'it ended with 1: ImportError: no module' });
  await t.rejects(probePython(program(t, 'echo hello'), context));
  await t.rejects(probePython(program(t, 'echo "{}"'), context), { message: 'it did not answer the probe' });
  await t.rejects(probePython(program(t, 'kill -9 $$'), context), { message: 'it ended with SIGKILL' });
  await t.rejects(probePython('/does/not/exist', context), { code: 'ENOENT' });
});

t.test('what is printed before the answer is passed over', async t => {
  const chatty = program(t, `echo "Welcome!"; echo '{"version":"3.1","places":[]}'`);
  t.same(await probePython(chatty, captureContext(t)), { python: { version: '3.1' }, places: [] });
});

let programs = 0;
function program(t: Test, script: string): string {
  const file = join(t.testdirName, `program-${++programs}`);
  mkdirSync(t.testdirName, { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
