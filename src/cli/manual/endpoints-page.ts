/** git-run-endpoints(7): what `git run serve` answers, made of its routes, and what it does not, and why. */
import { absences } from '../../interop/mlflow/absent-endpoints.ts';
import type { Route } from '../../interop/mlflow/route.ts';
import { routes } from '../../interop/mlflow/routes.ts';
import type { Block, ManualPage } from '../../view/manual.ts';

const API = '/api/2.0/mlflow/';

/** The page. */
export const endpointsPage: ManualPage = {
  name: 'git-run-endpoints',
  section: 7,
  summary: "What git-run answers of MLflow's tracking API",
  sections: [
    {
      title: 'DESCRIPTION',
      body: [
        "`git run serve` answers MLflow's clients, of version 3 and of before, and so does `git run exec` while a job " +
          `logs with mlflow. What has no slash in front of it is below \`${API}\`; what is below \`/api/\` is below ` +
          '`/ajax-api/` as well. A part that begins with a colon is an id or a key, `*` is all that follows.',
        'Answers are as MLflow 3.6 gives them, errors too. What a client does wrong is answered with 4xx: clients try again ' +
          'for minutes at 5xx.',
      ],
    },
    { title: 'ENDPOINTS', body: groupsOf(routes) },
    {
      title: 'REFUSED',
      body: [
        'An artifact is not deleted: what is recorded stays until `git run purge` removes it. Uploads in several parts are ' +
          'answered as not implemented, and clients send the file whole then. What another program records is read, and ' +
          'not written to.',
      ],
    },
    { title: 'NOT THERE', body: notThere() },
    { title: 'SEE ALSO', body: ['`git-run(1)`, `git-run-serve(1)`, `git-run-mlflow(1)`, `git-run-exec(1)`'] },
  ],
};

/** By what they are about, in the order of the routes. */
function groupsOf(all: readonly Route[]): Block[] {
  const groups = new Map<string, string[]>();
  for (const { method, path } of all) {
    const [group = '', shown = path] = path.startsWith(API)
      ? [/^[\w-]+/.exec(path.slice(API.length))?.[0], path.slice(API.length)]
      : [path.includes('/mlflow-artifacts/') ? 'artifacts' : 'server and pages'];
    const lines = groups.get(group) ?? [];
    groups.set(group, lines);
    lines.push(`${method.padEnd('DELETE'.length)} ${shown}`);
  }
  return [...groups].flatMap(([heading, lines]) => [{ heading }, { lines: lines.toSorted(byPath) }]);
}

function byPath(one: string, other: string): number {
  const key = (line: string) => `${line.slice('DELETE '.length)} ${line}`;
  return key(one) < key(other) ? -1 : 1;
}

/** As far as nothing of it is there. */
function notThere(): Block[] {
  const isThere = (below: string) =>
    routes.some(({ path }) => path.replace(/^\/(?:ajax-)?api\/\d\.0\//, '').startsWith(`${below}/`));
  const absent = absences.filter(({ below }) => !below.some(isThere));
  return [
    { terms: absent.map(({ title, why, below }) => ({ term: title, text: `${why} ${placesOf(below)}` })) },
  ];
}

function placesOf(below: readonly string[]): string {
  return `(${below.map(place => `\`${place.replace(/[{}]/g, '')}\``).join(', ')})`;
}
