/** What is noted about a run: the list of sources. */
import { artifacts } from './artifacts.ts';
import type { CaptureSource } from './capture.ts';
import { environment } from './environment.ts';
import { events } from './events.ts';
import { inputs } from './inputs.ts';
import { metricsFiles } from './metrics-files.ts';
import { paramsArgv } from './params-argv.ts';
import { paramsFiles } from './params-files.ts';

export const sources: readonly CaptureSource[] = [
  environment,
  paramsFiles,
  paramsArgv,
  inputs,
  events,
  metricsFiles,
  artifacts,
];
