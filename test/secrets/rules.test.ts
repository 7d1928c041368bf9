import t from 'tap';
import { RULES } from '../../src/secrets/rules.ts';

t.test('every rule can be told apart, is looked for from where it starts, and names its source', async t => {
  t.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length);
  for (const { id, title, starts, pattern, source } of RULES) {
    t.match(id, /^[a-z]+(-[a-z]+)*$/);
    t.ok(title !== '' && source !== '', id);
    t.ok(pattern.sticky && !pattern.global, id);
    t.ok(starts.length > 0 && starts.every(start => start.length >= 2), id);
  }
});

t.test('no pattern has a part without an end, so that no text can make it slow', async t => {
  for (const { id, pattern } of RULES) {
    const outsideClasses = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
    t.notMatch(outsideClasses, /[*+]|\{\d+,\}/, id);
  }
});
