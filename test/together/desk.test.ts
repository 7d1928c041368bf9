/** What the terminal UI reads and does. */
import { importAll } from '../support/import-all.ts';

importAll('cli/ui');
