/** What the endpoint shows to people, as commands show it. Loaded when somebody looks: most who log never do. */
import type { Pages } from '../../interop/mlflow/pages.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';

/** The pages of a repository. */
export function servePages(context: Context): Pages {
  return {
    async ofRun(run, experiment) {
      const { readRunPage } = await import('./read-run-page.ts');
      return readRunPage(context, run, { up: `../../${experiment.id}`, top: '../../../../' });
    },
    async ofExperiment({ id, name, description }, rows) {
      const [html, policy, directions] = await Promise.all([viewed(), framed(), metricDirections(context)]);
      const clock = { now: context.now(), zone: context.zone };
      const href = (row: { readonly id: string }) => `${id}/runs/${row.id}`;
      return {
        html: html.experimentPage({
          ...clock,
          name,
          description,
          rows,
          directions,
          href,
          up: '../experiments',
        }),
        policy,
      };
    },
    async ofExperiments(experiments) {
      const [html, policy] = await Promise.all([viewed(), framed()]);
      const listed = experiments.map(({ id, name, removed }) => ({
        name,
        removed,
        href: `experiments/${id}`,
      }));
      return { html: html.experimentsPage(listed), policy };
    },
  };
}

function viewed() {
  return import('../../view/html/experiment-page.ts');
}

/** The policy of a page that runs nothing. */
async function framed(): Promise<string> {
  const { pagePolicy } = await import('../../view/html/page.ts');
  return pagePolicy(undefined);
}
