/** What is noted about a run. */
import { importAll } from '../support/import-all.ts';

importAll(
  'capture',
  'capture/params',
  'capture/metrics',
  'capture/environment',
  'capture/files',
  'capture/job',
  'capture/nested',
);
