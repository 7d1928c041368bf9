/** What commands are made of. */
import { importAll } from '../support/import-all.ts';

importAll('cli/completion', 'cli/diff', 'cli/manual', 'cli/pages', 'cli/plot', 'cli/report');
