/** Git, by the git program. */
import { importAll } from '../support/import-all.ts';

importAll('git', 'git/native');
