import t from 'tap';
import { askLater, type Hearing } from '../../../src/tui/hooks/ask-later.ts';

/** A promise, and what settles it. */
function promised<Value>() {
  let settle = (_: Value) => {};
  const promise = new Promise<Value>(resolve => {
    settle = resolve;
  });
  return { promise, settle };
}

function hearing(): Hearing<string> & { readonly heard: string[]; next(): Promise<void> } {
  const heard: string[] = [];
  let wake = () => {};
  const hear = (word: string) => {
    heard.push(word);
    wake();
  };
  return {
    heard,
    next: () =>
      new Promise(resolve => {
        wake = resolve;
      }),
    late: () => hear('late'),
    answer: answer => hear(answer),
    failed: ({ message }) => hear(`failed: ${message}`),
  };
}

t.test('an answer is heard, and a failure is', async t => {
  const one = hearing();
  askLater(async () => 'yes', one);
  await one.next();
  const other = hearing();
  askLater(async () => Promise.reject(new Error('no')), other);
  await other.next();
  t.same([one.heard, other.heard], [['yes'], ['failed: no']]);
});

t.test('an answer that takes its time is announced', async t => {
  const one = hearing();
  const answer = promised<string>();
  askLater(() => answer.promise, one);
  await one.next();
  t.same(one.heard, ['late']);
  const next = one.next();
  answer.settle('at last');
  await next;
  t.same(one.heard, ['late', 'at last']);
});

t.test('who goes on at once has nothing asked, and who goes on later hears nothing', async t => {
  let asked = 0;
  const quick = hearing();
  askLater(async () => `${++asked}`, quick)();
  const slow = hearing();
  const [answer, started] = [promised<string>(), promised<void>()];
  const stop = askLater(() => {
    started.settle();
    return answer.promise;
  }, slow);
  await started.promise;
  stop();
  answer.settle('too late');
  const last = hearing();
  askLater(async () => 'last', last);
  await last.next();
  t.same([asked, quick.heard, slow.heard], [0, [], []]);
});
