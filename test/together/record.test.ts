/** Recording, and what is done about a recorder that was killed. */
import { importAll } from '../support/import-all.ts';

importAll('record');
