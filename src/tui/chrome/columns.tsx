/** The choice of columns, above the panes. */
import type { FC } from 'react';
import type { AppState } from '../state/app.ts';
import type { ColumnsMode } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Theme } from '../theme.ts';
import { columnsView } from './columns-view.ts';
import { Window } from './window.tsx';

export interface ColumnsProps {
  readonly app: AppState;
  readonly mode: ColumnsMode;
  readonly theme: Theme;
}

/** Cells. */
const WIDEST = 60;

export const Columns: FC<ColumnsProps> = ({ app, mode, theme }) => {
  const { columns, rows } = app;
  const room = roomOf(app);
  const width = Math.min(room.width, WIDEST);
  const lines = columnsView(mode, { width, height: room.height }, theme);
  const on = mode.all.filter(({ isOn }) => isOn).length;
  return (
    <Window {...{ columns, rows, width, theme, lines }} title={`Columns: ${on} of ${mode.all.length}`} />
  );
};
