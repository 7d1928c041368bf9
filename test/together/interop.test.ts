/** The formats of other programs. */
import { importAll } from '../support/import-all.ts';

importAll('interop/mlflow', 'interop/mlproject');
