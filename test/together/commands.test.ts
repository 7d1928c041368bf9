/** Every command: the program is loaded once for all of them. */
import { importAll } from '../support/import-all.ts';

importAll('cli/commands');
