/** Read-only pages of runs and experiments, for people's browsers. */
import { escapeHtml } from '../../../view/html/escape.ts';
import { htmlPage, pagePolicy } from '../../../view/html/page.ts';
import { absent, MlflowError } from '../errors.ts';
import { experimentNumber } from '../experiment-number.ts';
import { runNamed } from '../logged-model.ts';
import { openingPage } from '../opening-page.ts';
import type { ListedExperiment, Page, Pages } from '../pages.ts';
import { bytesRoute } from '../route.ts';
import { allRuns } from '../search-runs.ts';
import type { Tracking } from '../tracking.ts';

const top = bytesRoute('GET /', async () => ({ page: openingPage() }));

const pages = bytesRoute('GET /pages/*', async (tracking, { rest }) => {
  const words = rest.split('/').filter(word => word !== '');
  try {
    const { pages } = tracking.world;
    if (pages === undefined)
      throw absent('There is nothing to be looked at here: git run show, git run plot');
    return { page: await pageOf(tracking, pages, words) };
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error;
    return { page: sorry(error, words.length) };
  }
});

/** As MLflow's own pages are called: what stands behind a run or a model is a part of its page. */
async function pageOf(tracking: Tracking, pages: Pages, words: readonly string[]): Promise<Page> {
  const [first, experiment, kind, id] = words;
  if (first !== 'experiments') throw absent(`There is no page '${words.join('/')}'`);
  if (experiment === undefined) return experiments(tracking, pages);
  if (kind === 'runs' && id !== undefined) return runPage(tracking, pages, id);
  if (kind === 'models' && id !== undefined) return runPage(tracking, pages, runNamed(id));
  return experimentPage(tracking, pages, experiment);
}

async function experiments({ experiments }: Tracking, pages: Pages): Promise<Page> {
  const all = await experiments.all();
  return pages.ofExperiments(all.map(one => ({ ...one, id: experimentNumber(one.id) })));
}

async function experimentPage(tracking: Tracking, pages: Pages, id: string): Promise<Page> {
  const experiment = await tracking.experiments.get(id);
  const rows = [];
  for await (const { row } of allRuns(tracking))
    if (row.experiment === experiment.name && !row.trashed) rows.push(row);
  return pages.ofExperiment({ ...experiment, id: experimentNumber(experiment.id) }, rows);
}

/** Of the experiment that it is in now, whichever the address names. */
async function runPage(tracking: Tracking, pages: Pages, text: string): Promise<Page> {
  const run = await tracking.find(text);
  const { experiment: name } = await run.view();
  const id = await tracking.experiments.idOf(name);
  const experiment: ListedExperiment = { id, name, description: '', removed: false };
  return pages.ofRun(run, experiment);
}

/** What there is instead, from a path of so many words. */
function sorry({ message, status }: MlflowError, depth: number): Page {
  const up = '../'.repeat(Math.max(0, depth - 1));
  const body = `<p>${escapeHtml(message)}</p>\n<p><a href="${up}experiments">the experiments</a></p>\n`;
  return { html: htmlPage({ title: 'Not there', body }), policy: pagePolicy(undefined), status };
}

export const pageRoutes = [top, pages];
