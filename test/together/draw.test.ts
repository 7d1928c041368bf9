/** Figures: ECharts is loaded once for all of them. */
import { importAll } from '../support/import-all.ts';

importAll('draw');
