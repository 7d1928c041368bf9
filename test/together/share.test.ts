/** Pushing, fetching, joining. */
import { importAll } from '../support/import-all.ts';

importAll('share');
