/** What is noted about a run, but for the job and the source. */
import { importAll } from '../support/import-all.ts';

importAll('capture/params', 'capture/metrics', 'capture/environment', 'capture/files');
