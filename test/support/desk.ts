/** A desk of plain functions: all of it answers, with nothing, where a test does not say what. */
import type { Desk, RunChanges } from '../../src/tui/desk.ts';
import { NOTHING_KEPT } from '../../src/tui/state/views.ts';
import { NOW } from './run-rows.ts';

const NO_CHANGES: RunChanges = { rows: [], gone: [] };

/** Makes a whole desk around the parts that a test is about. */
export function deskOf(parts: Partial<Desk> = {}): Desk {
  return {
    title: 'repository',
    readOnly: undefined,
    zone: () => 0,
    now: () => NOW,
    directions: async () => ({}),
    newest: async () => [],
    all: async () => ({ rows: [], damaged: [] }),
    changes: async () => NO_CHANGES,
    reread: async () => NO_CHANGES,
    live: async () => [],
    watch: () => () => {},
    detail: async () => '',
    lineage: async () => '',
    compare: async () => '',
    diff: async () => '',
    metricsOf: async () => [],
    series: async () => [],
    artifacts: async () => [],
    artifact: async () => new Uint8Array(),
    openArtifact: async () => '',
    log: async () => ({
      parts: [],
      dropped: 0,
      colours: false,
      isLive: false,
      read: async () => new Uint8Array(),
      follow: () => () => {},
    }),
    remotes: async () => [],
    there: async () => new Map(),
    perform: async () => 0,
    attach: async () => 0,
    natureOf: async () => ({ changes: false, attached: false }),
    start: async () => ({ exitCode: 0, said: '' }),
    copy: async () => {},
    lastEdit: async () => undefined,
    offer: async () => ({ keep: 0, offers: [] }),
    offerFilter: async () => ({ keep: 0, offers: [] }),
    setting: () => undefined,
    readViews: async () => NOTHING_KEPT,
    writeViews: async () => {},
    close: async () => {},
    ...parts,
  };
}
