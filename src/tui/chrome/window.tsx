/** A box above the panes, in the middle of the screen. */
import { Box, Text } from 'ink';
import { type FC, useContext, useLayoutEffect } from 'react';
import sliceAnsi from 'slice-ansi';
import { cut, styledWidth, widthOf } from '../../view/width.ts';
import { roomOf } from '../state/room.ts';
import type { Rect } from '../surface/rect.ts';
import { SurfaceContext } from '../surface/region.tsx';
import type { Theme } from '../theme.ts';

export interface WindowProps {
  /** Of the screen. */
  readonly columns: number;
  readonly rows: number;
  /** Cells of a line, at most `roomOf(…).width`. */
  readonly width: number;
  readonly title: string;
  readonly theme: Theme;
  /** What it shows, a line each, styled and safe, none wider than it. */
  readonly lines: readonly string[];
}

/** Its place, for lines of so many cells. */
export function windowRect(
  screen: { readonly columns: number; readonly rows: number },
  { width, height }: { readonly width: number; readonly height: number },
): Rect {
  const room = roomOf(screen);
  const outer = {
    width: Math.min(Math.min(width, room.width) + 4, screen.columns),
    height: Math.min(Math.min(height, room.height) + 2, screen.rows),
  };
  return {
    x: (screen.columns - outer.width) >> 1,
    y: (screen.rows - outer.height) >> 1,
    ...outer,
  };
}

export const Window: FC<WindowProps> = ({ columns, rows, title, theme, lines, width: inner }) => {
  const surface = useContext(SurfaceContext);
  const { x, y, width, height } = windowRect({ columns, rows }, { width: inner, height: lines.length });
  useLayoutEffect(() => {
    surface?.above({ x, y, width, height });
    return () => surface?.above(undefined);
  }, [surface, x, y, width, height]);
  const heading = ` ${cut(title, Math.max(1, width - 6))} `;
  const rest = '─'.repeat(Math.max(0, width - widthOf(heading) - 3));
  const side = theme.rule('│');
  return (
    <Box
      position="absolute"
      marginLeft={x}
      marginTop={y}
      width={width}
      height={height}
      flexDirection="column"
    >
      <Text>{theme.rule('╭─') + theme.style.bold(heading) + theme.rule(`${rest}╮`)}</Text>
      {lines.slice(0, height - 2).map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a window is its place.
        <Text key={at}>{`${side} ${filled(line, width - 4)} ${side}`}</Text>
      ))}
      <Text>{theme.rule(`╰${'─'.repeat(Math.max(0, width - 2))}╯`)}</Text>
    </Box>
  );
};

/** Where it is not written on, what lies below a window would show through. */
function filled(line: string, width: number): string {
  const missing = width - styledWidth(line);
  return missing < 0 ? sliceAnsi(line, 0, width) : line + ' '.repeat(missing);
}
