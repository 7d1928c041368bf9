import fc from 'fast-check';
import t from 'tap';
import { readEvent } from '../../src/run/event.ts';

t.test('each kind of event is read', async t => {
  t.same(readEvent('{"param":{"lr":0.1}}'), [{ kind: 'param', key: 'lr', value: 0.1 }]);
  t.same(readEvent('{"metric":{"loss":0.3},"step":7,"time":1.7e9}'), [
    { kind: 'metric', key: 'loss', value: 0.3, step: 7, time: 1.7e9 },
  ]);
  t.same(readEvent('{"artifact":"model.pkl"}'), [{ kind: 'artifact', path: 'model.pkl' }]);
  t.same(readEvent('{"tag":{"stage":"dev","n":1,"on":true}}'), [
    { kind: 'tag', key: 'stage', value: 'dev' },
    { kind: 'tag', key: 'n', value: '1' },
    { kind: 'tag', key: 'on', value: 'true' },
  ]);
  t.same(readEvent('{"untag":"stage"}'), [{ kind: 'untag', key: 'stage' }]);
  t.same(readEvent('{"note":"one\\ntwo"}'), [{ kind: 'note', text: 'one\ntwo' }]);
  t.same(readEvent('{"name":"first try"}'), [{ kind: 'name', name: 'first try' }]);
});

t.test('an end is told as a status, its code or signal where it is known', async t => {
  const outcome = (end: object) => {
    const [event] = readEvent(JSON.stringify({ end })) ?? [];
    return event?.kind === 'end' ? event.outcome : undefined;
  };
  t.same(outcome({ status: 'finished' }), { status: 'finished', exitCode: 0 });
  t.same(outcome({ status: 'failed' }), { status: 'failed', exitCode: 1 });
  t.same(outcome({ status: 'failed', exitCode: 3 }), { status: 'failed', exitCode: 3 });
  t.same(outcome({ status: 'killed' }), { status: 'killed', signal: 'SIGTERM' });
  t.same(outcome({ status: 'killed', signal: 'SIGINT' }), { status: 'killed', signal: 'SIGINT' });
});

t.test('several kinds may share an object, and unknown fields beside them are passed over', async t => {
  t.same(
    readEvent('{"metric":{"a":1,"b":2},"tag":{"c":"d"},"host":"x"}')?.map(event => event.kind),
    ['metric', 'metric', 'tag'],
  );
});

t.test('numbers are taken as Python writes them', async t => {
  const value = (text: string) => {
    const [event] = readEvent(`{"metric":{"a":${text}}}`) ?? [];
    return event?.kind === 'metric' ? event.value : undefined;
  };
  t.same(value('NaN'), Number.NaN);
  t.equal(value('-Infinity'), Number.NEGATIVE_INFINITY);
  t.same(value('"NaN"'), Number.NaN);
  t.equal(value('"Infinity"'), Number.POSITIVE_INFINITY);
  t.equal(value('"-inf"'), Number.NEGATIVE_INFINITY);
  t.equal(value('18446744073709551616'), 2 ** 64);
  t.equal(value('true'), 1);
  t.equal(value('false'), 0);
  t.equal(value('"0.3"'), undefined);
  t.equal(value('null'), undefined);
});

t.test('a step or time of None is none, one that is no number is malformed', async t => {
  t.same(readEvent('{"metric":{"a":1},"step":null,"time":null}'), [{ kind: 'metric', key: 'a', value: 1 }]);
  for (const step of ['"7"', 'NaN', '[]', 'true'])
    t.equal(readEvent(`{"metric":{"a":1},"step":${step}}`), undefined);
});

t.test('nested params are flattened, large integers survive', async t => {
  t.same(readEvent('{"param":{"model":{"layers":[64,32]},"seed":18446744073709551615}}'), [
    { kind: 'param', key: 'model.layers', value: '[64,32]' },
    { kind: 'param', key: 'seed', value: 18446744073709551615n },
  ]);
});

t.test('what is no event is malformed', async t => {
  for (const line of [
    'x',
    '{"metric":{"a":1}',
    '[]',
    '1',
    'null',
    '{}',
    '{"host":"x"}',
    '{"metric":1}',
    '{"metric":{"a":{"b":1}}}',
    '{"param":[1]}',
    '{"param":null}',
    '{"artifact":""}',
    '{"artifact":["a"]}',
    '{"tag":{"a":null}}',
    '{"untag":["a"]}',
    '{"note":["a"]}',
    '{"name":""}',
    '{"name":"a:b"}',
    '{"end":"finished"}',
    '{"end":{}}',
    '{"end":{"status":"lost"}}',
    '{"end":{"status":"failed","exitCode":0}}',
    '{"end":{"status":"failed","exitCode":"1"}}',
    '{"end":{"status":"killed","signal":"INT"}}',
    `{"param":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
  ]) {
    t.equal(readEvent(line), undefined, line.slice(0, 40));
  }
});

t.test('an empty line is no event and no fault', async t => {
  t.same(readEvent(''), []);
  t.same(readEvent(' \r'), []);
});

t.test('no line makes it throw', async () => {
  const kind = fc.constantFrom(
    'param',
    'metric',
    'artifact',
    'tag',
    'note',
    'name',
    'step',
    'time',
    '__proto__',
  );
  const json = fc.dictionary(kind, fc.jsonValue()).map(value => JSON.stringify(value));
  fc.assert(
    fc.property(fc.oneof(fc.string(), json, fc.json()), line => {
      const events = readEvent(line);
      return events === undefined || Array.isArray(events);
    }),
  );
});

t.test('metrics come back as they were written', async () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      (key, value, step) => {
        const [event] = readEvent(JSON.stringify({ metric: { [key]: value }, step })) ?? [];
        return event?.kind === 'metric' && event.key === key && event.value === value && event.step === step;
      },
    ),
  );
});
