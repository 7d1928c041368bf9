/** Reads what the pane with the keys is about, when it is about something else. */
import { sanitise } from '../../view/sanitise.ts';
import { styles } from '../../view/style.ts';
import type { Desk } from '../desk.ts';
import { askLater } from '../hooks/ask-later.ts';
import { readPage } from '../hooks/read-page.ts';
import type { AppEvent, AppState, DocPane } from '../state/app.ts';
import { questionOf } from '../state/doc-question.ts';
import { currentRun } from '../state/runs.ts';
import type { Store } from '../state/store.ts';
import { paneText } from './pane-text.ts';

/** Cells of a page: tables have room. */
const WIDTH = 200;

/** Reads on until what is returned is called; `say` is told what stands on no page. */
export function readPanes(
  store: Store<AppState, AppEvent>,
  desk: Desk,
  say: (lines: readonly string[]) => void,
): () => void {
  let of = '';
  let stop = () => {};
  const look = () => {
    const app = store.state();
    const wanted = wantedOf(app);
    if (wanted?.of === of || app.mode.kind !== 'panes') return;
    stop();
    of = wanted?.of ?? '';
    stop = wanted?.read({ store, desk, say }) ?? (() => {});
  };
  const end = store.subscribe(look);
  return () => {
    end();
    stop();
  };
}

interface Reader {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
  say(lines: readonly string[]): void;
}

interface Wanted {
  readonly of: string;
  read(reader: Reader): () => void;
}

function wantedOf(app: AppState): Wanted | undefined {
  const { focus, refreshed } = app;
  switch (focus) {
    case 'runs':
      return undefined;
    case 'detail':
    case 'compare':
    case 'diff':
    case 'lineage':
      return wantedPage(app, focus);
    case 'artifacts':
      return wantedFiles(app);
    default: {
      const text = paneText(app);
      return text && { of: `${focus} ${text.of} ${refreshed}`, read: reader => readText(reader, text) };
    }
  }
}

function wantedPage(app: AppState, pane: DocPane): Wanted | undefined {
  const question = questionOf(app, pane);
  if (question === undefined) return undefined;
  const of = `${pane} ${question.of} ${app.refreshed}`;
  return {
    of,
    read: ({ store, desk }) =>
      readPage({
        // A page that is read out again and again is no help: R asks anew.
        question: { ...question, isLive: false },
        of,
        page: { width: WIDTH, style: styles(false) },
        desk,
        shape: text => text,
        tell: event => store.send({ kind: 'doc', pane, event }),
      }),
  };
}

function wantedFiles({ runs, refreshed }: AppState): Wanted | undefined {
  const row = currentRun(runs);
  if (row === undefined) return undefined;
  const { id: run, commit, status } = row;
  return {
    of: `artifacts ${run} ${commit ?? ''} ${refreshed}`,
    read: ({ store, desk }) =>
      askLater(() => desk.artifacts(run), {
        late: () => store.send({ kind: 'artifacts', event: { kind: 'loading', run } }),
        answer(files) {
          const isLive = status === 'running';
          store.send({ kind: 'artifacts', event: { kind: 'files', run, isLive, files } });
        },
        failed({ message }) {
          const trouble = sanitise(message);
          store.send({ kind: 'artifacts', event: { kind: 'failed', run, trouble } });
        },
      }),
  };
}

function readText({ desk, say }: Reader, text: NonNullable<ReturnType<typeof paneText>>): () => void {
  return askLater(() => text.read(desk), {
    late: () => {},
    answer: say,
    failed: ({ message }) => say([sanitise(message)]),
  });
}
