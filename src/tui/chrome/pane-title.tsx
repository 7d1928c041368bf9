/** The line above a pane: what it is, and what it is about. */
import { Box, Text } from 'ink';
import type { FC } from 'react';
import { cut, pad, widthOf } from '../../view/width.ts';
import type { PlacedPane } from '../layout.ts';
import { titleOf } from '../pane-names.ts';
import type { AppState } from '../state/app.ts';
import type { Theme } from '../theme.ts';
import { remarkOn } from './pane-remark.ts';

export interface PaneTitleProps {
  readonly pane: PlacedPane;
  readonly app: AppState;
  readonly theme: Theme;
}

export const PaneTitle: FC<PaneTitleProps> = ({ pane, app, theme }) => {
  const { width } = pane.title;
  const name = ` ${titleOf(pane.name)} `;
  const remark = cut(remarkOn(app, pane.name), Math.max(0, width - widthOf(name) - 1));
  const hasFocus = pane.name === app.focus;
  const line = hasFocus ? theme.cursor(name) : theme.style.bold(name);
  return (
    <Box width={width} height={1}>
      <Text>{line + theme.style.dim(pad(` ${remark}`, Math.max(0, width - widthOf(name))))}</Text>
    </Box>
  );
};
