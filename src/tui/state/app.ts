/** All of the screen, as a value: what it holds, and what becomes of it when something happens. */
import type { RunId } from '../../run/run-id.ts';
import { type Layout, layoutOf } from '../layout.ts';
import { PANE_NAMES, type PaneName } from '../pane-names.ts';
import {
  type ArtifactsEvent,
  type ArtifactsState,
  moveArtifacts,
  NO_ARTIFACTS,
  reduceArtifacts,
} from './artifacts.ts';
import { withBaseline } from './baseline.ts';
import { type DocEvent, type DocState, NO_DOC } from './doc.ts';
import { movePage, reducePage } from './doc-pages.ts';
import { type MetricsEvent, type MetricsState, NO_METRICS, reduceMetrics } from './metrics.ts';
import { type Mode, PANES, type Purpose } from './mode.ts';
import { moveMetrics } from './move-metrics.ts';
import { moveOutput } from './move-output.ts';
import { moveRuns } from './move-runs.ts';
import { NO_OUTPUT, type OutputEvent, type OutputState, reduceOutput } from './output.ts';
import type { Done } from './plan.ts';
import { moveRemote, NO_REMOTE, type RemoteEvent, type RemoteState, reduceRemote } from './remote.ts';
import { NO_RUNS, type RunsEvent, type RunsState, reduceRuns } from './runs.ts';
import type { SavedView } from './views.ts';

/** The panes that are a page of text. */
export type DocPane = 'detail' | 'compare' | 'diff' | 'lineage';

export interface AppState {
  readonly columns: number;
  readonly rows: number;
  readonly focus: PaneName;
  /** The pane beside the runs that had the focus last. */
  readonly beside: PaneName;
  readonly zoomed: boolean;
  readonly mode: Mode;
  readonly notice: Notice | undefined;
  /** What is being done, and is waited for. */
  readonly busy: string | undefined;
  /** What was done, the newest first. */
  readonly done: readonly Done[];
  /** Lines that were typed, newest first, by what for. */
  readonly typed: Readonly<Partial<Record<Purpose, readonly string[]>>>;
  /** The views that are saved under a name. */
  readonly views: readonly SavedView[];
  readonly mouse: boolean;
  /** Why nothing can be changed. */
  readonly readOnly: string | undefined;
  /** Counts how often everything was asked for anew. */
  readonly refreshed: number;
  /** Whether the comparison also has what is the same, and the difference is one to the work tree. */
  readonly compareAll: boolean;
  readonly againstWorkTree: boolean;
  /** What the others are measured by in the comparison. */
  readonly baseline: RunId | undefined;
  readonly runs: RunsState;
  readonly docs: Readonly<Record<DocPane, DocState>>;
  readonly metrics: MetricsState;
  readonly artifacts: ArtifactsState;
  readonly output: OutputState;
  readonly remote: RemoteState;
}

export interface Notice {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

export type AppEvent =
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number }
  /** A key of a pane: of the one that has the focus, where none is named. */
  | { readonly kind: 'action'; readonly action: string; readonly pane?: PaneName }
  | { readonly kind: 'focus'; readonly pane: PaneName }
  | { readonly kind: 'mode'; readonly mode: Mode }
  | { readonly kind: 'notice'; readonly notice: Notice | undefined }
  | { readonly kind: 'busy'; readonly busy: string | undefined }
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'undone' }
  | { readonly kind: 'typed'; readonly typed: AppState['typed'] }
  | { readonly kind: 'views'; readonly views: readonly SavedView[] }
  | { readonly kind: 'mouse'; readonly on: boolean }
  | { readonly kind: 'runs'; readonly event: RunsEvent }
  | { readonly kind: 'doc'; readonly pane: DocPane; readonly event: DocEvent }
  | { readonly kind: 'metrics'; readonly event: MetricsEvent }
  | { readonly kind: 'artifacts'; readonly event: ArtifactsEvent }
  | { readonly kind: 'output'; readonly event: OutputEvent }
  | { readonly kind: 'remote'; readonly event: RemoteEvent };

/** The screen before anything has been read. */
export function newApp(given: Pick<AppState, 'columns' | 'rows' | 'mouse' | 'readOnly'>): AppState {
  return {
    ...given,
    focus: 'runs',
    beside: 'detail',
    zoomed: false,
    mode: PANES,
    notice: undefined,
    busy: undefined,
    done: [],
    typed: {},
    views: [],
    refreshed: 0,
    compareAll: false,
    againstWorkTree: false,
    baseline: undefined,
    runs: NO_RUNS,
    docs: { detail: NO_DOC, compare: NO_DOC, diff: NO_DOC, lineage: NO_DOC },
    metrics: NO_METRICS,
    artifacts: NO_ARTIFACTS,
    output: NO_OUTPUT,
    remote: NO_REMOTE,
  };
}

/** What becomes of the screen. */
export function reduceApp(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'resize':
      return withParts(state, { columns: event.columns, rows: event.rows });
    case 'action':
      return act(state, event.action, event.pane ?? state.focus);
    case 'focus':
      return focused(state, event.pane);
    case 'mode':
      return withParts(state, { mode: event.mode });
    case 'notice':
      return withParts(state, { notice: event.notice });
    case 'busy':
      return withParts(state, { busy: event.busy });
    case 'done':
      return { ...state, done: [event.done, ...state.done].slice(0, MOST_DONE) };
    case 'undone':
      return withParts(state, { done: undone(state.done) });
    case 'typed':
      return { ...state, typed: { ...state.typed, ...event.typed } };
    case 'views':
      return withParts(state, { views: event.views });
    case 'mouse':
      return withParts(state, { mouse: event.on });
    case 'doc':
      return withDoc(state, event.pane, reducePage(state, event.pane, event.event));
    case 'runs':
      return withParts(state, { runs: reduceRuns(state.runs, event.event) });
    case 'metrics':
      return withParts(state, { metrics: reduceMetrics(state.metrics, event.event) });
    case 'artifacts':
      return withParts(state, { artifacts: reduceArtifacts(state.artifacts, event.event) });
    case 'output':
      return withParts(state, { output: reduceOutput(state.output, event.event) });
    case 'remote':
      return withParts(state, { remote: reduceRemote(state.remote, event.event) });
  }
}

/** The same screen, where nothing of it is another: nobody has to look at it anew. */
function withParts(state: AppState, parts: Partial<AppState>): AppState {
  const isSame = Object.entries(parts).every(([name, part]) => state[name as keyof AppState] === part);
  return isSame ? state : { ...state, ...parts };
}

function withDoc(state: AppState, pane: DocPane, doc: DocState): AppState {
  return doc === state.docs[pane] ? state : { ...state, docs: { ...state.docs, [pane]: doc } };
}

/** So many are remembered, to be looked at and to be undone. */
const MOST_DONE = 200;

/** Where everything lies. */
export function layout({ columns, rows, focus, beside, zoomed }: AppState): Layout {
  return layoutOf({ columns, rows, focus, beside, zoomed });
}

/** The part of the screen a pane fills; undefined where it is not on it. */
export function bodyOf(state: AppState, name: PaneName) {
  return layout(state).panes.find(pane => pane.name === name)?.body;
}

function focused(state: AppState, pane: PaneName): AppState {
  return withParts(state, { focus: pane, beside: pane === 'runs' ? state.beside : pane });
}

function act(state: AppState, action: string, where: PaneName): AppState {
  switch (action) {
    case 'next-pane':
    case 'previous-pane':
      return focused(state, neighbour(state.focus, action === 'next-pane' ? 1 : -1));
    case 'zoom':
      return { ...state, zoomed: !state.zoomed };
    case 'all-rows':
      return { ...state, compareAll: !state.compareAll };
    case 'work-tree':
      return { ...state, againstWorkTree: !state.againstWorkTree };
    case 'baseline':
      return withBaseline(state);
    case 'refresh':
      return { ...state, refreshed: state.refreshed + 1 };
  }
  const pane = /^pane-(.+)$/.exec(action)?.[1] as PaneName | undefined;
  return pane === undefined ? inPane(state, action, where) : focused(state, pane);
}

function neighbour(name: PaneName, step: 1 | -1): PaneName {
  const at = PANE_NAMES.indexOf(name) + step + PANE_NAMES.length;
  return PANE_NAMES[at % PANE_NAMES.length] as PaneName;
}

function inPane(state: AppState, action: string, pane: PaneName): AppState {
  const body = bodyOf(state, pane);
  const height = body?.height ?? 1;
  switch (pane) {
    case 'runs':
      // The titles stand above the list.
      return withParts(state, { runs: moveRuns(state.runs, action, Math.max(1, height - 1)) });
    case 'metrics':
      return withParts(state, {
        metrics: moveMetrics(state.metrics, action, { width: body?.width ?? 1, height }),
      });
    case 'artifacts':
      return withParts(state, { artifacts: moveArtifacts(state.artifacts, action, height) });
    case 'output':
      return withParts(state, {
        output: moveOutput(state.output, action, { width: body?.width ?? 1, height }),
      });
    case 'remote':
      return withParts(state, { remote: moveRemote(state.remote, action, height) });
    default:
      return withDoc(
        state,
        pane,
        movePage(pane, state.docs[pane], action, { height, width: body?.width ?? 1 }),
      );
  }
}

function undone(done: readonly Done[]): readonly Done[] {
  const at = done.findIndex(({ plan, isUndone }) => !isUndone && plan.undo.length > 0);
  return at < 0 ? done : done.map((one, index) => (index === at ? { ...one, isUndone: true } : one));
}
