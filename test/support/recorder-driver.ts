/** A program around `record`, to be killed by tests. */
import { writeFileSync } from 'node:fs';
import { openRepository } from '../../src/git/open.ts';
import { record } from '../../src/record/record.ts';

const { argv, settings, report } = JSON.parse(process.argv[2] ?? '');
const repository = await openRepository(process.cwd(), process.env);
const recorded = await record({
  repository,
  settings,
  env: process.env,
  directory: process.cwd(),
  argv,
  params: {},
  tags: {},
  note: '',
  lineage: [],
  now: Date.now,
});
await repository.close();
writeFileSync(report, JSON.stringify({ exit: recorded.exit, stored: recorded.stored?.run.id }));
