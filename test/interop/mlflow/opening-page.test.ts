import { runInNewContext } from 'node:vm';
import t from 'tap';
import { openingPage } from '../../../src/interop/mlflow/opening-page.ts';

/** Where a browser goes on to from an address of the page. */
function opened(pathname: string, hash: string): string {
  const [, code = ''] = /<script>(.*)<\/script>/s.exec(openingPage().html) ?? [];
  const visited: string[] = [];
  const location = { pathname, hash, replace: (address: string) => visited.push(address) };
  runInNewContext(code, { location, addEventListener: () => {} });
  return visited.join(' ');
}

t.test('a hash leads to the page of that path', async t => {
  t.equal(opened('/', '#/experiments/0/runs/abc'), '/pages/experiments/0/runs/abc');
  t.equal(opened('/a-token/', '#/experiments/0'), '/a-token/pages/experiments/0');
  t.equal(opened('/a-token', '#/experiments/0/models/m-1?x=y'), '/a-token/pages/experiments/0/models/m-1');
  t.equal(opened('/', ''), '/pages/experiments');
});

t.test('no hash leads anywhere else', async t => {
  for (const hash of ['#/../../x', '#//evil.com/x', '#/javascript:alert(1)', '#/a%2f..%2fb', '#/\\evil.com'])
    t.match(opened('/', hash), /^\/pages\/[\w-]+(\/[\w-]+)*$/, hash);
});

t.test('it may run its own program and nothing else', async t => {
  const { policy, html } = openingPage();
  t.match(
    policy,
    /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'unsafe-inline'; img-src data:$/,
  );
  t.ok(html.includes(policy));
});
