/**
 * The page at the top. MLflow's clients print addresses with a hash (`/#/experiments/1/runs/…`), which no browser sends
 * to a server: its program goes on to the page that the hash names, by a path that is sent.
 */
import { createHash } from 'node:crypto';
import { htmlPage, pagePolicy } from '../../view/html/page.ts';
import type { Page } from './pages.ts';

/** What is no word of an id becomes one that names nothing: a hash leads to a page, and nowhere else. */
const PROGRAM = `(() => {
  const open = () => {
    const [route] = location.hash.replace(/^#/, '').split('?');
    const words = route.split('/').filter(word => word !== '').slice(0, 8);
    const known = words.map(word => (/^[A-Za-z0-9_-]{1,256}$/.test(word) ? word : '-'));
    const top = location.pathname.replace(/[/]*$/, '/');
    location.replace(top + 'pages/' + (known.length === 0 ? 'experiments' : known.join('/')));
  };
  addEventListener('hashchange', open);
  open();
})();`;

const SCRIPT = { code: PROGRAM, sha256: createHash('sha256').update(PROGRAM).digest('base64') };

const BODY = `<p>MLflow's tracking API, served by git-run.</p>
<noscript><p>Without JavaScript: <a href="pages/experiments">the experiments</a>.</p></noscript>
`;

/** The page; it says nothing of any run. */
export function openingPage(): Page {
  return {
    html: htmlPage({ title: 'git-run', body: BODY, script: SCRIPT }),
    policy: pagePolicy(SCRIPT),
  };
}
