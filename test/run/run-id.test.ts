import fc from 'fast-check';
import t from 'tap';
import { isRunId, parseEventId, parseRunId, type RunId, shortId, timeOf } from '../../src/run/run-id.ts';

const ID = '01h455vb4pex5vsknk084sn02q';

t.test('a ULID is a run id, in either case as typed, in lower case as kept', async t => {
  t.ok(isRunId(ID));
  t.equal(parseRunId(ID.toUpperCase()), ID);
  t.notOk(isRunId(ID.toUpperCase()));
  t.equal(parseEventId(ID), ID);
});

t.test('what is no ULID is no id', async t => {
  const others = [
    '',
    ID.slice(1),
    `${ID}0`,
    `8${ID.slice(1)}`,
    ID.replace('e', 'i'),
    ID.replace('e', 'u'),
    `${ID}\n`,
  ];
  for (const text of others) {
    t.notOk(isRunId(text), JSON.stringify(text));
    t.equal(parseRunId(text), undefined);
    t.equal(parseEventId(text), undefined);
  }
});

t.test('an id holds its time in milliseconds', async t => {
  // The example of https://github.com/ulid/javascript.
  t.equal(timeOf('01aryz6s41tsv4rrffq69g5fav' as RunId), 1469918176385);
  const digits = '0123456789abcdefghjkmnpqrstvwxyz';
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 48 - 1 }), time => {
      let text = '';
      for (let rest = time, place = 0; place < 10; place++, rest = Math.floor(rest / 32))
        text = digits[rest % 32] + text;
      const id = parseRunId(`${text}ex5vsknk084sn02q`);
      return id !== undefined && timeOf(id) === time;
    }),
  );
});

t.test('people are shown the end of an id, where ids differ', async t => {
  t.equal(shortId(ID), '084sn02q');
});
