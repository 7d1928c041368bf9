/** The files of a run: a tree, and what is to be seen of the file under the cursor beside it or in its place. */
import { Box, Text } from 'ink';
import type { FC } from 'react';
import { useArtifacts } from '../hooks/use-artifacts.ts';
import { usePreview } from '../hooks/use-preview.ts';
import { type ArtifactsState, currentEntry } from '../state/artifacts.ts';
import { previewOf } from '../state/preview.ts';
import { currentRun } from '../state/runs.ts';
import type { Rect } from '../surface/rect.ts';
import { Region } from '../surface/region.tsx';
import { artifactsView } from './artifacts-view.ts';
import type { PaneComponent, PaneProps } from './pane.ts';
import { previewTitle, previewView } from './preview-view.ts';

export const ArtifactsPane: PaneComponent = props => {
  const { app, body, theme, terminal, desk, send } = props;
  const { artifacts, refreshed, focus } = app;
  const { tree, preview } = placesIn(body, artifacts);
  const entry = currentEntry(artifacts);
  const { depth, background, style } = theme;
  useArtifacts({ row: currentRun(app.runs), refreshed, desk, send });
  usePreview({
    file: preview !== undefined && entry?.kind === 'file' ? entry.file : undefined,
    run: artifacts.run,
    wish: {
      style,
      width: preview?.width ?? 0,
      height: Math.max(0, (preview?.height ?? 0) - 1),
      picture: {
        how: terminal.pictures,
        depth,
        background,
        ...(terminal.cell && { cell: terminal.cell }),
      },
    },
    refreshed,
    desk,
    send,
  });
  const size = { ...(tree ?? body), hasFocus: focus === 'artifacts' };
  return (
    <Box>
      {tree && <Region name="artifacts" rect={tree} lines={artifactsView(artifacts, size, theme)} />}
      {tree && preview && (
        <Box width={2} height={body.height}>
          <Text>{Array.from({ length: body.height }, () => theme.rule('│')).join('\n')}</Text>
        </Box>
      )}
      {preview && <PreviewPart {...props} rect={preview} />}
    </Box>
  );
};

/** Cells from which there is room for both. */
const BOTH = 70;

interface Places {
  readonly tree: Rect | undefined;
  readonly preview: Rect | undefined;
}

/** An open preview has all of it; where there is no room for both, or no file, one that is not open has none. */
function placesIn(body: Rect, { isOpen, files }: ArtifactsState): Places {
  if (isOpen) return { tree: undefined, preview: body };
  if (body.width < BOTH || files.length === 0) return { tree: body, preview: undefined };
  const width = Math.floor(body.width * 0.4);
  const left = width + 2;
  return {
    tree: { ...body, width },
    preview: { ...body, x: body.x + left, width: body.width - left },
  };
}

const PreviewPart: FC<PaneProps & { readonly rect: Rect }> = ({ app, theme, rect }) => {
  const { artifacts } = app;
  const { run, preview: state } = artifacts;
  const entry = currentEntry(artifacts);
  if (entry === undefined) return null;
  const isReady = state.of === previewOf(run ?? '', entry.path);
  const below = { ...rect, y: rect.y + 1, height: Math.max(0, rect.height - 1) };
  const lines = entry.kind === 'file' ? previewView(state, below, theme) : [];
  const title = previewTitle(entry, isReady ? state.preview : undefined, rect.width, theme);
  return (
    <Box flexDirection="column">
      <Region name="artifacts-title" rect={{ ...rect, height: 1 }} lines={[title]} />
      <Region
        name="artifacts-preview"
        rect={below}
        lines={lines}
        picture={isReady ? state.preview?.picture : undefined}
      />
    </Box>
  );
};
