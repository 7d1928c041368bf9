/** What stands around the commands, and what strangers may do to it. */
import { importAll } from '../support/import-all.ts';

importAll('cli');
