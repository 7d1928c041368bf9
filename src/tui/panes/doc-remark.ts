/** What stands beside the name of a pane that is a page: what it is of, and where in it one is. */
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { AppState, DocPane } from '../state/app.ts';
import { filePlace } from '../state/diff-page.ts';
import { comparedRuns, diffSides } from '../state/doc-question.ts';
import { currentRun } from '../state/runs.ts';

/** Says it; nothing where there is no run. */
export function docRemark(app: AppState, pane: DocPane): string {
  const of = REMARKS[pane](app);
  return app.docs[pane].isLoading && of !== '' ? `${of} · reading …` : of;
}

const REMARKS: Readonly<Record<DocPane, (app: AppState) => string>> = {
  detail: nameOfCurrent,
  lineage: nameOfCurrent,
  compare: app => {
    const { length } = comparedRuns(app);
    return length === 0
      ? ''
      : `${formatCount(length, 'run')}${app.compareAll ? ', also what is the same' : ''}`;
  },
  diff: app => {
    const [a, b] = diffSides(app);
    if (a === undefined) return '';
    const names = `${sanitise(a.name)} and ${b === undefined ? 'the work tree' : sanitise(b.name)}`;
    const { at, of } = filePlace(app.docs.diff);
    // Names may be cut where there is little room.
    const place = of === 0 ? [] : [at === 0 ? formatCount(of, 'file') : `${at}/${formatCount(of, 'file')}`];
    return [...place, names].join(' · ');
  },
};

function nameOfCurrent({ runs }: AppState): string {
  const row = currentRun(runs);
  return row === undefined ? '' : sanitise(row.name);
}
