/** Git where there is no git program, and large files. */
import { importAll } from '../support/import-all.ts';

importAll('git/embedded', 'git/lfs');
