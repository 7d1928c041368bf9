/** The keys of the pane that has the focus, or of what is open above it, as many as there is room for. */
import { Box, Text } from 'ink';
import type { FC } from 'react';
import type { Keymap } from '../keys/keymap.ts';
import type { AppState } from '../state/app.ts';
import type { Rect } from '../surface/rect.ts';
import type { Theme } from '../theme.ts';
import { hints, SEPARATOR } from './hints.ts';
import { modeLine } from './mode-line.ts';

export interface FooterProps {
  readonly rect: Rect;
  readonly app: AppState;
  readonly theme: Theme;
  readonly keymap: Keymap;
}

export const Footer: FC<FooterProps> = ({ rect, app, theme, keymap }) => (
  <Box width={rect.width} height={1}>
    <Text>
      {modeLine(app, rect.width, theme) ??
        hints(keymap, app.focus, rect.width, app.readOnly !== undefined)
          .map(({ key, hint }) => `${theme.key(key)} ${theme.style.dim(hint)}`)
          .join(theme.style.dim(SEPARATOR))}
    </Text>
  </Box>
);
