/** Runs as they are stored and listed. */
import { importAll } from '../support/import-all.ts';

importAll('store', 'store/index', 'store/ledger');
