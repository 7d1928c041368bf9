/**
 * Every key there is, as data: what is dispatched, the footer, the help and the manual are made from it. Where a key
 * means something in a pane, that goes before what it means everywhere.
 */
import { PANE_NAMES, type PaneName, titleOf } from '../pane-names.ts';
import type { Binding } from './binding.ts';
import { doingKeys } from './doing.ts';
import { metricsKeys } from './in-metrics.ts';
import { pagesKeys } from './in-pages.ts';
import { runsKeys } from './in-runs.ts';
import { moveKeys } from './moving.ts';
import { screenKeys } from './on-screen.ts';

const own = [...runsKeys, ...metricsKeys, ...pagesKeys, ...doingKeys, ...moveKeys, ...screenKeys] as const;

export type Action = (typeof own)[number]['action'] | `pane-${PaneName}`;

const panes = PANE_NAMES.map(
  (name, at): Binding<Action> => ({
    action: `pane-${name}`,
    scope: 'everywhere',
    keys: [String(at + 1)],
    does: `the pane ${titleOf(name)}`,
  }),
);

/** All of them, in the order in which people are shown them. */
export const BINDINGS: readonly Binding<Action>[] = [...own, ...panes];
