/** The menu of what may stand next, above the line that is typed. */
import { Box, Text } from 'ink';
import { type FC, useContext, useLayoutEffect } from 'react';
import { styledWidth } from '../../view/width.ts';
import type { LineMode } from '../state/mode.ts';
import type { Rect } from '../surface/rect.ts';
import { SurfaceContext } from '../surface/region.tsx';
import type { Theme } from '../theme.ts';
import { lineWindow } from './line-window.ts';
import { offersView } from './offers-view.ts';

export interface OffersMenuProps {
  readonly mode: LineMode;
  /** Of the line. */
  readonly rect: Rect;
  readonly theme: Theme;
}

export const OffersMenu: FC<OffersMenuProps> = ({ mode, rect, theme }) => {
  const surface = useContext(SurfaceContext);
  const lines = offersView(mode.offers, mode.chosen, { width: rect.width, height: rect.y - 1 }, theme);
  const width = styledWidth(lines[0] ?? '');
  // The words stand below one another.
  const wanted = lineWindow(mode, rect.width).cellOf(mode.offers.keep) - 2;
  const x = Math.max(0, Math.min(wanted, rect.width - width));
  const y = rect.y - lines.length;
  const height = lines.length;
  useLayoutEffect(() => {
    if (height > 0) surface?.above({ x, y, width, height });
    return () => surface?.above(undefined);
  }, [surface, x, y, width, height]);
  return (
    <Box
      position="absolute"
      marginLeft={x}
      marginTop={y}
      width={width}
      height={height}
      flexDirection="column"
    >
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a menu is its place.
        <Text key={at}>{line}</Text>
      ))}
    </Box>
  );
};
