/** The samples of a job, read back, also while more are being added. */
import { isResource } from '../../run/metric.ts';
import { readLines } from '../metrics/lines.ts';

/** What was measured at one moment. */
export interface Sample {
  /** Seconds since 1970. */
  readonly time: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Reads a file of samples in the order they were taken; what is no sample, such as a torn line, is passed over. Rejects with the system's errors. */
export async function* readSamples(file: string): AsyncGenerator<Sample> {
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      const sample = line === undefined ? undefined : sampleOf(line);
      if (sample !== undefined) yield sample;
    }
  }
}

/** The file lies where the job can write: only what we could have written ourselves is taken. */
function sampleOf(line: string): Sample | undefined {
  try {
    const { time, values } = JSON.parse(line) as Sample;
    if (!Number.isFinite(time)) return undefined;
    const entries = Object.entries(values).filter(
      ([key, value]) => isResource(key) && Number.isFinite(value),
    );
    return entries.length === 0 ? undefined : { time, values: Object.fromEntries(entries) };
  } catch {
    return undefined;
  }
}
