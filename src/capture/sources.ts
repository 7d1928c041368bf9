/** What is noted about a run: the list of sources. */

import type { CaptureSource } from './capture.ts';
import { environment } from './environment/environment.ts';
import { artifacts } from './files/artifacts.ts';
import { ignored } from './files/ignored.ts';
import { inputs } from './files/inputs.ts';
import { events } from './metrics/events.ts';
import { metricsFiles } from './metrics/metrics-files.ts';
import { paramsArgv } from './params/params-argv.ts';
import { paramsFiles } from './params/params-files.ts';

export const sources: readonly CaptureSource[] = [
  environment,
  paramsFiles,
  paramsArgv,
  inputs,
  ignored,
  events,
  metricsFiles,
  artifacts,
];
