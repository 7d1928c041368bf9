/** The engine without a git program. */
import { importAll } from '../support/import-all.ts';

await importAll('git/embedded');
