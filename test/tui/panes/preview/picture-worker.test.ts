import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { encodePng } from '../../../../src/tui/picture/encode-png.ts';
import { pixels } from '../../../support/pictures.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const png = encodePng(pixels(40, 20, x => [x * 6, 0, 0]));
const wish = { columns: 40, rows: 20, how: 'blocks', depth: 24, background: 'dark' } as const;

/** What the thread answers. */
function answerOf(program: string): Promise<unknown> {
  const worker = new Worker(program, { workerData: { file: previewedFile('a.png', png, png.length), wish } });
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

const built = join(ROOT, 'dist/picture-worker.js');
t.test('the thread answers with the picture', { skip: !existsSync(built) && 'not built' }, async t => {
  t.match(await answerOf(built), { kind: 'PNG, 40 × 20' });
});
