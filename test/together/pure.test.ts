/** The folders that only compute. */
import { importAll } from '../support/import-all.ts';

importAll(
  'run',
  'query',
  'query/filter',
  'view',
  'view/chart',
  'view/export',
  'view/figure',
  'view/graph',
  'view/html',
  'view/template',
  'secrets',
);
