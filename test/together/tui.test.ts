/** The terminal UI without a terminal: React and Ink are loaded once for all of it. What needs a terminal is by itself. */
import { importAll } from '../support/import-all.ts';

importAll(
  'tui',
  'tui/state',
  'tui/keys',
  'tui/surface',
  'tui/panes',
  'tui/panes/preview',
  'tui/chrome',
  'tui/do',
  'tui/hooks',
  'tui/linear',
  'tui/picture',
);
