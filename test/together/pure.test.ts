/** The folders that only compute. */
import { importAll } from '../support/import-all.ts';

importAll(
  'run',
  'query',
  'query/filter',
  'view',
  'view/chart',
  'view/diff',
  'view/export',
  'view/figure',
  'view/graph',
  'view/html',
  'view/report',
  'view/sheet',
  'view/template',
  'secrets',
);
