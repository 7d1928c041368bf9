/** Runs that go, and runs that are folded. */
import { importAll } from '../support/import-all.ts';

importAll('remove');
