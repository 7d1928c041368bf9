import t from 'tap';
import { endpointsPage } from '../../../src/cli/manual/endpoints-page.ts';
import { absences } from '../../../src/interop/mlflow/absent-endpoints.ts';
import { routes } from '../../../src/interop/mlflow/routes.ts';
import { printManual } from '../../../src/view/manual.ts';

const blocks = endpointsPage.sections.flatMap(({ body }) => body);
const lines = blocks.flatMap(block => (typeof block === 'object' && 'lines' in block ? block.lines : []));
const terms = blocks.flatMap(block => (typeof block === 'object' && 'terms' in block ? block.terms : []));

t.test('every route stands on the page, once, and nothing else', async t => {
  const told = lines.map(line => {
    const [method, path = ''] = line.split(/ +/);
    return `${method} ${path.startsWith('/') ? '' : '/api/2.0/mlflow/'}${path}`;
  });
  const known = routes.map(({ method, path }) => `${method} ${path}`);
  t.same(told.toSorted(), known.toSorted());
});

t.test('what is not there is told, with its reason', async t => {
  for (const { term, text } of terms) {
    t.ok(
      absences.some(({ title, why }) => title === term && text.startsWith(why)),
      term,
    );
    t.match(text, /\(`.+`\)$/, term);
  }
  t.ok(terms.some(({ term }) => /Traces/.test(term)));
});

t.test('it is a page that man can show', async t => {
  t.match(printManual(endpointsPage, '1'), /\.SH ENDPOINTS[\s\S]*runs\/log\\?-batch/);
});
