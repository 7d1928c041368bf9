/** What a command said, above the panes. */
import type { FC } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import { docView } from '../panes/doc-view.ts';
import type { AppState } from '../state/app.ts';
import type { PageMode } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Theme } from '../theme.ts';
import { Window } from './window.tsx';

export interface PageProps {
  readonly app: AppState;
  readonly mode: PageMode;
  readonly theme: Theme;
}

export const CommandPage: FC<PageProps> = ({ app, mode: { title, doc }, theme }) => {
  const { columns, rows } = app;
  const room = roomOf(app);
  const height = Math.min(room.height, doc.lines.length);
  // A match near the end is shown with all that is before it: the window is full.
  const top = Math.min(doc.top, doc.lines.length - height);
  const lines = docView({ ...doc, top }, { width: room.width, height }, theme);
  return (
    <Window
      {...{ columns, rows, theme, lines, width: room.width }}
      title={`${sanitise(title)}${where(top, height, doc.lines.length)}`}
    />
  );
};

/** `: 1–16 of 120`. */
function where(top: number, height: number, length: number): string {
  return length <= height ? '' : `: ${top + 1}–${Math.min(top + height, length)} of ${length}`;
}
