/** Formats of others. */
import { importAll } from '../support/import-all.ts';

importAll('interop/mlproject');
