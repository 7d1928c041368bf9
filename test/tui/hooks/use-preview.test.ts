import { render } from 'ink-testing-library';
import { createElement, type FC } from 'react';
import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { type PreviewRequest, usePreview } from '../../../src/tui/hooks/use-preview.ts';
import type { AppEvent } from '../../../src/tui/state/app.ts';
import { previewOf } from '../../../src/tui/state/preview.ts';
import { styles } from '../../../src/view/style.ts';

const RUN = '0'.repeat(26) as RunId;
const wish = {
  style: styles(false),
  width: 40,
  height: 10,
  picture: { how: 'blocks', depth: 24, background: 'dark' },
} as const;
const file = (size: number) => ({ path: 'a.txt', size, sha256: '' });

const Probe: FC<PreviewRequest> = props => {
  usePreview(props);
  return null;
};

function bench(artifact: Desk['artifact']) {
  const events: AppEvent[] = [];
  const until = async (test: () => boolean) => {
    while (!test()) await new Promise(resolve => setTimeout(resolve, 5));
  };
  const desk = { artifact } as unknown as Desk;
  const send = (event: AppEvent) => void events.push(event);
  return { events, until, request: { run: RUN, wish, refreshed: 0, desk, send } };
}

t.test('a file is made ready, and anew where it has grown or has another width', async t => {
  let text = 'one\n';
  const { events, until, request } = bench(async () => Buffer.from(text));
  const screen = render(createElement(Probe, { ...request, file: file(4) }));
  t.teardown(() => screen.unmount());
  await until(() => events.length === 1);
  const of = previewOf(RUN, 'a.txt');
  t.match(events[0], { kind: 'artifacts', event: { kind: 'preview', event: { kind: 'ready', of } } });
  text = 'one\ntwo\n';
  screen.rerender(createElement(Probe, { ...request, file: file(8) }));
  await until(() => events.length === 2);
  t.match(events[1], { event: { event: { preview: { lines: ['one', 'two'] } } } });
  screen.rerender(createElement(Probe, { ...request, file: file(8), wish: { ...wish, width: 60 } }));
  await until(() => events.length === 3);
});

t.test('nothing is read where nothing is looked at', async t => {
  let asked = 0;
  const { events, until, request } = bench(async () => Buffer.from(`${++asked}`));
  const screen = render(createElement(Probe, { ...request, file: undefined }));
  t.teardown(() => screen.unmount());
  screen.rerender(createElement(Probe, { ...request, file: file(1) }));
  await until(() => events.length === 1);
  t.equal(asked, 1);
});

t.test('why it cannot be read is told, made safe', async t => {
  const { events, until, request } = bench(async () => Promise.reject(new Error('no \x1b[2J')));
  const screen = render(createElement(Probe, { ...request, file: file(1) }));
  t.teardown(() => screen.unmount());
  await until(() => events.length === 1);
  t.match(events[0], { event: { event: { kind: 'failed', trouble: 'no \\u{1b}[2J' } } });
});
