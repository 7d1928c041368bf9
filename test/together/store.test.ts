/** Runs in Git. */
import { importAll } from '../support/import-all.ts';

await importAll('store');
