/** What a pane is given. */
import type { FC } from 'react';
import type { Desk } from '../desk.ts';
import type { AppEvent, AppState } from '../state/app.ts';
import type { Rect } from '../surface/rect.ts';
import type { Terminal } from '../terminal/probe.ts';
import type { Theme } from '../theme.ts';

export interface PaneProps {
  readonly app: AppState;
  readonly body: Rect;
  readonly theme: Theme;
  readonly terminal: Terminal;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

export type PaneComponent = FC<PaneProps>;
