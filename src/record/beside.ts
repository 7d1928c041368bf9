import type { CaptureContext } from '../capture/capture.ts';
import { sources } from '../capture/sources.ts';
import { type LiveRun, writeFindings } from './live.ts';

/** Starts the sources that look beside the job; what they find is in the journal as soon as it is found. */
export function lookBeside(live: LiveRun, context: CaptureContext, ended: AbortSignal): Promise<void>[] {
  return sources.flatMap(source => {
    if (source.beside === undefined) return [];
    const problem = (error: Error) => ({
      problems: [{ code: 'capture-failed', message: `${source.name}: ${error.message}` }],
    });
    return [
      source
        .beside(context, ended)
        .catch(problem)
        .then(findings => writeFindings(live, source.name, findings))
        .catch(() => {}),
    ];
  });
}
