/** Large pictures, decoded in a thread of their own: it takes seconds, in which every key is answered all the same. */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { pictureSize } from '../../picture/pixels.ts';
import type { Preview } from '../../state/preview.ts';
import { type PictureWish, picturePreview } from './picture.ts';
import type { PreviewedFile } from './previewed-file.ts';

export interface AsidePicture {
  readonly file: PreviewedFile;
  readonly wish: PictureWish;
}

/** A picture of fewer pixels is there sooner than a thread would be. */
const SMALL = 250_000;

/** Shows a picture as `picturePreview` does; where nobody waits for it any more, it is given up. */
export async function pictureAside(asked: AsidePicture, signal: AbortSignal): Promise<Preview | undefined> {
  const { width, height } = pictureSize(asked.file.bytes) ?? { width: 0, height: 0 };
  const file = width * height < SMALL ? undefined : program();
  if (file === undefined) return picturePreview(asked.file, asked.wish);
  const worker = new Worker(file, {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const giveUp = () => void worker.terminate();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await new Promise<Preview | undefined>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('it was given up')));
    });
  } finally {
    signal.removeEventListener('abort', giveUp);
    await worker.terminate();
  }
}

/** As it is built; only a clone that was never built has none, and waits for its pictures. */
function program(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('#dist/picture-worker.js');
  } catch {
    return undefined;
  }
}
