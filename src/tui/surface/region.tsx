/** The part of a screen that is painted, and not laid out: a table, a chart, a log. */
import { Box, Text } from 'ink';
import { createContext, type FC, useContext, useLayoutEffect } from 'react';
import type { Rect } from './rect.ts';
import type { Picture, Surface } from './surface.ts';

/** The screen that regions are painted on; where there is none they are text like any other. */
export const SurfaceContext = createContext<Surface | undefined>(undefined);

export interface RegionProps {
  readonly name: string;
  readonly rect: Rect;
  readonly lines: readonly string[];
  readonly picture?: Picture | undefined;
}

/** Fills its part of the screen with lines. */
export const Region: FC<RegionProps> = ({ name, rect, lines, picture }) => {
  const surface = useContext(SurfaceContext);
  useLayoutEffect(
    () => surface?.region(name, { rect, lines, picture }),
    [surface, name, rect, lines, picture],
  );
  useLayoutEffect(() => () => surface?.region(name, undefined), [surface, name]);
  return (
    <Box width={rect.width} height={rect.height} flexShrink={0} flexDirection="column">
      {surface === undefined &&
        lines.slice(0, rect.height).map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place.
          <Text key={at} wrap="truncate">
            {line || ' '}
          </Text>
        ))}
    </Box>
  );
};
