/** Runs that are checked out, executed again and compared. */
import { importAll } from '../support/import-all.ts';

importAll('reproduce');
