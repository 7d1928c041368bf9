/** Runs at a remote, and what is pushed to a server. */
import { importAll } from '../support/import-all.ts';

importAll('git/remote', 'guard');
