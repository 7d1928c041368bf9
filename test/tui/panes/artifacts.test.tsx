/** @jsxRuntime automatic */
import { render } from 'ink-testing-library';
import { type FC, useSyncExternalStore } from 'react';
import t from 'tap';
import type { Artifact } from '../../../src/run/manifest.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { ArtifactsPane } from '../../../src/tui/panes/artifacts.tsx';
import type { PaneProps } from '../../../src/tui/panes/pane.ts';
import { encodePng } from '../../../src/tui/picture/encode-png.ts';
import { type AppEvent, type AppState, newApp, reduceApp } from '../../../src/tui/state/app.ts';
import { openStore, type Store } from '../../../src/tui/state/store.ts';
import { SurfaceContext } from '../../../src/tui/surface/region.tsx';
import type { Region, Surface } from '../../../src/tui/surface/surface.ts';
import { pixels } from '../../support/pictures.ts';
import { liveRow } from '../../support/run-rows.ts';
import type { Teardown } from '../../support/temporary-repository.ts';
import { PLAIN_THEME, someRows } from '../../support/tui-state.ts';

const plain = (text: string) => text;
const theme = { ...PLAIN_THEME, style: { ...PLAIN_THEME.style, bold: plain, dim: plain } };

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A desk that has nothing but the files of a run. */
function deskOf(files: () => Files) {
  const asked: { path: string; most: number }[] = [];
  const bytes = (path: string) => Buffer.from((files()[path] ?? '') as Uint8Array);
  const desk = {
    artifacts: async (): Promise<readonly Artifact[]> =>
      Object.keys(files()).map(path => ({ path, size: bytes(path).length, sha256: '' })),
    async artifact(_: string, path: string, most: number) {
      asked.push({ path, most });
      return bytes(path).subarray(0, most);
    },
  };
  return { desk: desk as unknown as Desk, asked };
}

interface ViewProps {
  readonly store: Store<AppState, AppEvent>;
  readonly props: Omit<PaneProps, 'app'>;
  readonly surface: Surface | undefined;
}

const View: FC<ViewProps> = ({ store, props, surface }) => {
  const app = useSyncExternalStore(store.subscribe, store.state);
  return (
    <SurfaceContext.Provider value={surface}>
      <ArtifactsPane {...props} app={app} />
    </SurfaceContext.Provider>
  );
};

interface Given {
  readonly width: number;
  readonly files: () => Files;
  readonly rows?: Parameters<typeof reduceApp>[0]['runs']['rows'];
  readonly surface?: Surface;
  readonly pictures?: 'kitty' | 'blocks';
}

/** The pane by itself, and what is on it. */
function opened(t: Teardown, { width, files, rows = someRows(2), surface, pictures = 'blocks' }: Given) {
  const { desk, asked } = deskOf(files);
  const store = openStore(reduceApp, newApp({ columns: width, rows: 24, mouse: false, readOnly: undefined }));
  store.send({ kind: 'runs', event: { kind: 'runs', rows, isComplete: true } });
  store.send({ kind: 'focus', pane: 'artifacts' });
  const body = { x: 0, y: 2, width, height: 12 };
  const screen = render(
    <View
      store={store}
      props={{ body, theme, terminal: { pictures }, desk, send: store.send }}
      surface={surface}
    />,
  );
  t.teardown(() => screen.unmount());
  const shown = () => screen.lastFrame() ?? '';
  return {
    asked,
    shown,
    press: (...actions: readonly string[]) => {
      for (const action of actions) store.send({ kind: 'action', action });
    },
    send: (event: AppEvent) => store.send(event),
    until: async (test: (frame: string) => boolean) => {
      while (!test(shown())) await new Promise(resolve => setTimeout(resolve, 5));
    },
  };
}

const FILES = { 'a.txt': 'first\nsecond\n', 'b.json': '{"key": [1, 2]}', 'plots/c.csv': 'x,y\n1,2\n' };

t.test('where there is room the file under the cursor is seen beside the tree', async t => {
  const { until, press, shown } = opened(t, { width: 90, files: () => FILES });
  await until(frame => frame.includes('1  first'));
  t.match(shown(), /a\.txt +13 B +│ +a\.txt {2}text, 13 B/);
  press('down');
  await until(frame => frame.includes('"key": [1, 2]'));
  press('down');
  await until(frame => frame.includes('plots/  1 file, 8 B'));
  press('down');
  await until(frame => /│ 1 {2}2/.test(frame));
});

t.test('where there is none it is opened over the tree, and left again', async t => {
  const { until, press, send, shown, asked } = opened(t, { width: 60, files: () => FILES });
  await until(frame => frame.includes('b.json'));
  t.same(asked, [], 'nothing is read that nobody looks at');
  press('down', 'open-artifact');
  await until(frame => frame.includes('"key": [1, 2]'));
  t.notMatch(shown(), 'a.txt');
  send({ kind: 'artifacts', event: { kind: 'close' } });
  await until(frame => frame.includes('a.txt'));
});

t.test('of a large file the beginning is read', async t => {
  const { until, asked } = opened(t, { width: 90, files: () => ({ 'a.txt': 'line\n'.repeat(200_000) }) });
  await until(frame => frame.includes('the first 256 kB of 1.0 MB'));
  t.same(asked, [{ path: 'a.txt', most: 256_000 }]);
});

t.test('what a run in progress writes is seen', async t => {
  let files: Files = { 'log.txt': 'one\n' };
  const { until } = opened(t, { width: 90, files: () => files, rows: [liveRow()] });
  await until(frame => frame.includes('1  one'));
  files = { 'log.txt': 'one\ntwo\n', 'more.txt': '' };
  await until(frame => frame.includes('2  two') && frame.includes('more.txt'));
});

t.test('a terminal that shows pictures is given one, whole, in the place of the lines', async t => {
  const regions = new Map<string, Region | undefined>();
  const surface = { region: (name: string, region: Region | undefined) => void regions.set(name, region) };
  const any = (seed: number) => (Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 16) & 255;
  const noise = pixels(400, 300, (x, y) => [
    any(x * 7919 + y * 15485863),
    any(x * 31 + y * 6700417),
    any(x * y),
  ]);
  const png = encodePng(noise);
  t.ok(png.length > 256_000, 'it is larger than what is read of a text');
  const { asked, press } = opened(t, {
    width: 90,
    files: () => ({ 'a.png': png, 'b.txt': 'text' }),
    surface: surface as unknown as Surface,
    pictures: 'kitty',
  });
  const picture = () => regions.get('artifacts-preview')?.picture;
  while (picture() === undefined) await new Promise(resolve => setTimeout(resolve, 5));
  t.match(picture()?.sequence, /^\x1b_G/);
  t.equal(asked.length, 2);
  press('down');
  while (picture() !== undefined) await new Promise(resolve => setTimeout(resolve, 5));
  t.equal(asked.length, 2, 'it goes as soon as the cursor does');
});
