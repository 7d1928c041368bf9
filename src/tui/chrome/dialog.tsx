/** What lies above the panes, where something does. */
import type { FC } from 'react';
import { type AppState, layout } from '../state/app.ts';
import type { Theme } from '../theme.ts';
import { Columns } from './columns.tsx';
import { Confirm } from './confirm.tsx';
import { List } from './list.tsx';
import { OffersMenu } from './offers.tsx';
import { CommandPage } from './page.tsx';

export interface DialogProps {
  readonly app: AppState;
  readonly theme: Theme;
}

export const Dialog: FC<DialogProps> = ({ app, theme }) => {
  const { mode } = app;
  switch (mode.kind) {
    case 'panes':
      return null;
    case 'line':
      return mode.below === undefined ? (
        <OffersMenu mode={mode} rect={layout(app).status} theme={theme} />
      ) : (
        <CommandPage app={app} mode={mode.below} theme={theme} />
      );
    case 'confirm':
      return <Confirm app={app} mode={mode} theme={theme} />;
    case 'list':
      return <List app={app} mode={mode} theme={theme} />;
    case 'columns':
      return <Columns app={app} mode={mode} theme={theme} />;
    case 'page':
      return <CommandPage app={app} mode={mode} theme={theme} />;
  }
};
