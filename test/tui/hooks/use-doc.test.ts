import t from 'tap';
import type { Desk } from '../../../src/tui/desk.ts';
import { useDoc } from '../../../src/tui/hooks/use-doc.ts';
import type { AppEvent } from '../../../src/tui/state/app.ts';
import { styles } from '../../../src/view/style.ts';
import { until } from '../../support/tui-control.ts';
import { hooked } from '../../support/tui-screen.tsx';

interface Props {
  readonly of: string | undefined;
  readonly width: number;
  readonly refreshed: number;
}

function reading(t: Parameters<typeof hooked>[0], first: Props, wraps = false) {
  const told: AppEvent[] = [];
  const asked: string[] = [];
  const hook = hooked(
    t,
    ({ of, width, refreshed }: Props) =>
      useDoc({
        name: 'detail',
        question:
          of === undefined
            ? undefined
            : {
                of,
                title: of,
                isLive: false,
                wraps,
                async ask() {
                  asked.push(`${of} ${width}`);
                  return 'one two';
                },
              },
        width,
        style: styles(false),
        refreshed,
        desk: {} as Desk,
        send: event => void told.push(event),
      }),
    first,
  );
  const text = () =>
    told.flatMap(event => (event.kind === 'doc' && event.event.kind === 'text' ? [event.event.text] : []));
  return { ...hook, told, asked, text };
}

const first: Props = { of: 'a', width: 80, refreshed: 0 };

t.test('a page is read when it is about something else, has another width, or is asked for anew', async t => {
  const { again, asked } = reading(t, first);
  await until(() => asked.length === 1);
  for (const change of [{ of: 'b' }, { width: 40 }, { refreshed: 1 }]) {
    const before = asked.length;
    again({ ...first, ...change });
    await until(() => asked.length === before + 1);
  }
  again({ ...first, refreshed: 1 });
  t.same(asked, ['a 80', 'b 80', 'a 40', 'a 80']);
});

t.test('where there is no question nothing is asked', async t => {
  const { told, again, text } = reading(t, { ...first, of: undefined });
  t.same(told, []);
  again(first);
  await until(() => text().length === 1);
});

t.test('who goes through a list does not have each page read', async t => {
  const { again, asked, text } = reading(t, first);
  for (const of of ['b', 'c', 'd']) again({ ...first, of });
  await until(() => text().length === 1);
  t.same(asked, ['d 80']);
});

t.test('lines that go on below are broken', async t => {
  const { text } = reading(t, { ...first, width: 5 }, true);
  await until(() => text().length === 1);
  t.match(text()[0], '\n');
});
