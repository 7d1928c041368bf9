import t from 'tap';
import { asksRuns, type Given, numberOf, PLAIN, plotWishOf } from '../../../src/cli/plot/wish.ts';

const NONE = { metrics: [], histogram: [], logX: false, logY: false } as unknown as Given;
const wishOf = (given: Partial<Given>, declared = {}) => plotWishOf({ ...NONE, ...given }, declared);

t.test('without options curves are drawn over steps, as they are', async t => {
  t.match(wishOf({}), { axis: 'step', smoothing: 0, every: 1, histograms: [] });
  t.same(wishOf({}), PLAIN, 'that is what is drawn of itself');
  t.equal(asksRuns(wishOf({})), false);
});

t.test('what a job takes is drawn over seconds by itself', async t => {
  const axisOf = (...metrics: string[]) => wishOf({ metrics }).axis;
  t.equal(axisOf('system/cpu', 'system/memory'), 'relative');
  t.equal(axisOf('loss', 'system/memory'), 'step');
  t.equal(wishOf({ metrics: ['system/cpu'], x: 'step' }).axis, 'step');
});

t.test('keys are those of lists, and metrics know what is declared of them', async t => {
  t.same(wishOf({ scatter: 'params.lr, metrics.score' }, { score: 'min' }).scatter, {
    x: { kind: 'param', name: 'lr' },
    y: { kind: 'metric', name: 'score', better: 'min' },
  });
  t.same(wishOf({ parallel: 'auto' }).parallel, []);
  t.equal(asksRuns(wishOf({ histogram: ['duration'] })), true);
});

t.test('what cannot be drawn is said, with what to type', async t => {
  t.throws(() => wishOf({ scatter: 'params.lr' }), {
    message: "--scatter needs two keys, not 'params.lr'",
    data: { instead: 'git run plot --scatter params.lr,metrics.acc' },
  });
  t.throws(() => wishOf({ scatter: 'params.lr,acc' }), {
    message: /no field 'acc'; did you mean metrics\.acc/,
  });
  t.throws(() => wishOf({ parallel: 'params.lr' }), { message: /--parallel needs two keys or more/ });
  t.throws(() => wishOf({ smooth: '1' }), { message: /--smooth needs a weight/ });
  t.throws(() => wishOf({ x: 'epoch' }), { message: /--x is one of step, relative, time/ });
  t.throws(() => numberOf('0', '--width'), { message: /--width needs a whole number from 1/ });
});
