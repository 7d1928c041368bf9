import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { programOnPath } from '../../../src/capture/environment/program-on-path.ts';

t.test('the first executable file of the name on the job’s PATH is the program', async t => {
  const root = t.testdir({ one: { tool: {} }, two: { tool: '' }, three: {}, four: {} });
  for (const folder of ['three', 'four']) {
    writeFileSync(join(root, folder, 'tool'), '#!/bin/sh\n');
    chmodSync(join(root, folder, 'tool'), 0o755);
  }
  const PATH = ['one', 'two', 'absent', 'three', 'four'].map(folder => join(root, folder)).join(':');
  const job = { env: { PATH }, directory: root };
  t.equal(programOnPath('tool', job), join(root, 'three/tool'), 'neither a folder nor a plain file');
  t.equal(programOnPath('other', job), undefined);
  t.equal(programOnPath('', job), undefined);
});

t.test('a name with a slash is a path from the job’s directory', async t => {
  const root = t.testdir();
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/tool'), '');
  chmodSync(join(root, 'bin/tool'), 0o755);
  t.equal(programOnPath('bin/tool', { env: {}, directory: root }), join(root, 'bin/tool'));
  t.equal(programOnPath('./tool', { env: { PATH: join(root, 'bin') }, directory: root }), undefined);
});
