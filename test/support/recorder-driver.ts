/** A program around `record`, to be killed by tests; it is its own keeper. */
import { writeFileSync } from 'node:fs';
import { openRepository } from '../../src/git/open.ts';
import { keep } from '../../src/record/keep.ts';
import { record } from '../../src/record/record.ts';
import type { RecordRequest } from '../../src/record/request.ts';

const [, program = '', order = '', journal = '', streams = ''] = process.argv;
if (order === 'keep') await keep(journal, JSON.parse(streams));
else await recordOne(JSON.parse(order));

interface Order extends Pick<RecordRequest, 'argv' | 'settings'> {
  readonly report: string;
  readonly kept: boolean;
}

async function recordOne({ argv, settings, report, kept }: Order): Promise<void> {
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
    ...(kept ? { keeper: [process.execPath, program, 'keep'] } : {}),
    now: Date.now,
  });
  await repository.close();
  writeFileSync(report, JSON.stringify({ exit: recorded.exit, stored: recorded.stored?.run.id }));
}
