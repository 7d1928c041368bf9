/** A list to choose from, above the panes. */
import type { FC } from 'react';
import { formatCount } from '../../view/format.ts';
import type { AppState } from '../state/app.ts';
import type { ListMode } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Theme } from '../theme.ts';
import { listView } from './list-view.ts';
import { Window } from './window.tsx';

export interface ListProps {
  readonly app: AppState;
  readonly mode: ListMode;
  readonly theme: Theme;
}

/** Cells: a line that is longer is no easier to read. */
const WIDEST = 110;

export const List: FC<ListProps> = ({ app, mode, theme }) => {
  const { columns, rows } = app;
  const room = roomOf(app);
  const width = Math.min(room.width, WIDEST);
  const lines = listView(mode, { width, height: room.height }, theme);
  const title =
    mode.of === 'help' ? mode.title : `${mode.title}: ${formatCount(mode.entries.length, NOUNS[mode.of])}`;
  return <Window {...{ columns, rows, width, theme, lines, title }} />;
};

const NOUNS = { views: 'view', history: 'command' } as const;
