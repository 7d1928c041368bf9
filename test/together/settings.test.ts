/** What is read before anything is done. */
import { importAll } from '../support/import-all.ts';

importAll('config', 'doctor', 'doctor/checks');
