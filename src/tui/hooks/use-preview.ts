/** Reads as much of a file as is looked at, and makes it ready. */
import { useEffect } from 'react';
import type { Artifact } from '../../run/manifest.ts';
import type { RunId } from '../../run/run-id.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import { pictureAside } from '../panes/preview/picture-aside.ts';
import { type PreviewWish, preparePreview } from '../panes/preview/prepare-preview.ts';
import { previewedFile } from '../panes/preview/previewed-file.ts';
import { describePicture } from '../picture/picture.ts';
import type { AppEvent } from '../state/app.ts';
import { type Preview, type PreviewEvent, previewOf } from '../state/preview.ts';
import { askLater } from './ask-later.ts';

/** Bytes that are read of a file; of a picture, which is nothing before it is whole. */
const MOST = 256_000;
const MOST_OF_PICTURE = 16_000_000;

export interface PreviewRequest {
  /** Undefined where nothing is to be looked at. */
  readonly file: Artifact | undefined;
  readonly run: RunId | undefined;
  readonly wish: PreviewWish;
  /** Reads it again where it is another number. */
  readonly refreshed: number;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

/** Asks, and has what comes told to the pane. */
export function usePreview({ file, run, wish, refreshed, desk, send }: PreviewRequest): void {
  const { width, height } = wish;
  const of = file === undefined || run === undefined ? undefined : previewOf(run, file.path);
  const state = of && `${of} ${file?.sha256} ${file?.size} ${width} ${height} ${refreshed}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is known by its path, its size and its digest.
  useEffect(() => {
    if (file === undefined || run === undefined || of === undefined) return;
    const tell = (event: PreviewEvent) => send({ kind: 'artifacts', event: { kind: 'preview', event } });
    const leaving = new AbortController();
    const forget = askLater(() => read(desk, run, { file, wish, signal: leaving.signal }), {
      late: () => tell({ kind: 'loading', of }),
      answer: preview => tell({ kind: 'ready', of, preview }),
      failed: ({ message }) => tell({ kind: 'failed', of, trouble: sanitise(message, { newlines: true }) }),
    });
    return () => {
      forget();
      leaving.abort();
    };
  }, [state]);
}

interface Asked {
  readonly file: Artifact;
  readonly wish: PreviewWish;
  readonly signal: AbortSignal;
}

async function read(desk: Desk, run: RunId, { file, wish, signal }: Asked): Promise<Preview> {
  const { path, size } = file;
  const start = await desk.artifact(run, path, MOST);
  if (describePicture(start) === undefined)
    return preparePreview({ path, bytes: start, size: Math.max(size, start.length) }, wish);
  const isWhole = size <= start.length || size > MOST_OF_PICTURE;
  const bytes = isWhole ? start : await desk.artifact(run, path, MOST_OF_PICTURE);
  const whole = Math.max(size, bytes.length);
  const { picture, width: columns, height: rows } = wish;
  const asked = { file: previewedFile(path, bytes, whole), wish: { ...picture, columns, rows } };
  return (await pictureAside(asked, signal)) ?? preparePreview({ path, bytes, size: whole }, wish);
}
