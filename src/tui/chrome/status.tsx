/** The line below the panes: what is typed, what is being done, what was said last. */
import { Box, Text } from 'ink';
import { type FC, useContext, useLayoutEffect } from 'react';
import { sanitise } from '../../view/sanitise.ts';
import { cut, widthOf } from '../../view/width.ts';
import { type AppState, layout, type Notice } from '../state/app.ts';
import { troubleIn } from '../state/line.ts';
import type { LineMode } from '../state/mode.ts';
import type { Rect } from '../surface/rect.ts';
import { SurfaceContext } from '../surface/region.tsx';
import type { Theme } from '../theme.ts';
import { lineWindow } from './line-window.ts';

export interface StatusProps {
  readonly rect: Rect;
  readonly app: AppState;
  readonly theme: Theme;
}

export const Status: FC<StatusProps> = ({ rect, app, theme }) => {
  const { mode, notice, busy } = app;
  if (mode.kind === 'line')
    return <TypedLine rect={rect} mode={mode} theme={theme} isAlone={layout(app).footer === undefined} />;
  const line =
    busy === undefined
      ? noticeLine(notice, rect.width, theme)
      : theme.style.bold(cut(sanitise(`${busy} …`), rect.width));
  return (
    <Box width={rect.width} height={1}>
      <Text>{line || ' '}</Text>
    </Box>
  );
};

/** What went wrong has a mark beside its colour. */
function noticeLine(notice: Notice | undefined, width: number, theme: Theme): string {
  if (notice === undefined) return '';
  const text = sanitise(notice.text);
  switch (notice.tone) {
    case 'bad':
      return theme.error(cut(`! ${text}`, width));
    case 'good':
      return theme.style.green(cut(text, width));
    case 'plain':
      return theme.style.dim(cut(text, width));
  }
}

interface TypedLineProps {
  readonly rect: Rect;
  readonly mode: LineMode;
  readonly theme: Theme;
  /** Whether no line is below it, that would say what is wrong. */
  readonly isAlone: boolean;
}

const TypedLine: FC<TypedLineProps> = ({ rect, mode, theme, isAlone }) => {
  const { field } = mode;
  const error = troubleIn(mode);
  const surface = useContext(SurfaceContext);
  const { label, text, cellOf } = lineWindow(mode, rect.width);
  const x = cellOf(field.at);
  useLayoutEffect(() => {
    surface?.cursor({ x, y: rect.y });
    return () => surface?.cursor(undefined);
  }, [surface, x, rect.y]);
  const used = widthOf(label + text) + 1;
  const remark = isAlone && error !== undefined && used + 8 < rect.width ? `^ ${error.message}` : '';
  return (
    <Box width={rect.width} height={1}>
      <Text>
        {theme.key(label) + text + theme.error(remark && ` ${cut(sanitise(remark), rect.width - used)}`)}
      </Text>
    </Box>
  );
};
