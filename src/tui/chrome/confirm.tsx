/** Asks before something is done. */
import type { FC } from 'react';
import type { AppState } from '../state/app.ts';
import type { Mode } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Theme } from '../theme.ts';
import { confirmView, widestLine } from './confirm-view.ts';
import { Window } from './window.tsx';

export interface ConfirmProps {
  readonly app: AppState;
  readonly mode: Extract<Mode, { kind: 'confirm' }>;
  readonly theme: Theme;
}

/** Cells: a line that is longer is no easier to read. */
const WIDEST = 96;
const NARROWEST = 44;

export const Confirm: FC<ConfirmProps> = ({ app, mode, theme }) => {
  const room = roomOf(app);
  const most = Math.min(room.width, WIDEST);
  const lines = confirmView(mode, { width: most, height: room.height }, theme);
  const width = Math.min(most, widestLine(lines, NARROWEST));
  const { columns, rows } = app;
  return <Window {...{ columns, rows, width, theme, lines }} title="Please confirm" />;
};
