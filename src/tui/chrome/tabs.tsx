/** The names of the panes with their numbers, and the repository. */
import { Box, Text } from 'ink';
import type { FC } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import { cut, widthOf } from '../../view/width.ts';
import { PANE_NAMES } from '../pane-names.ts';
import type { AppState } from '../state/app.ts';
import type { Rect } from '../surface/rect.ts';
import type { Theme } from '../theme.ts';
import { GAP, type TabPlace, tabPlaces } from './tab-places.ts';

export interface TabsProps {
  readonly rect: Rect;
  readonly app: AppState;
  readonly theme: Theme;
  readonly title: string;
}

export const Tabs: FC<TabsProps> = ({ rect, app, theme, title }) => {
  const places = tabPlaces(rect.width);
  const names = PANE_NAMES.map((name, at) => {
    const { text } = places[at] as TabPlace;
    return name === app.focus ? theme.style.bold(theme.style.underline(text)) : theme.style.dim(text);
  });
  const used = places.reduce((sum, { width }) => sum + width + GAP, 0);
  const shown = cut(sanitise(title), Math.max(0, rect.width - used));
  return (
    <Box width={rect.width} height={1}>
      <Text>
        {names.join(' '.repeat(GAP)) +
          ' '.repeat(Math.max(1, rect.width - used - widthOf(shown) + 1)) +
          theme.style.dim(shown)}
      </Text>
    </Box>
  );
};
