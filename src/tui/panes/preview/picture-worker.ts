/** Shows one picture, in a thread of its own: built as a file of its own, `dist/picture-worker.js`. */
import { parentPort, workerData } from 'node:worker_threads';
import { picturePreview } from './picture.ts';
import type { AsidePicture } from './picture-aside.ts';

const { file, wish } = workerData as AsidePicture;
parentPort?.postMessage(picturePreview(file, wish));
