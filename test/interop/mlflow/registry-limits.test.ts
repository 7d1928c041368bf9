import t from 'tap';
import {
  checkAlias,
  checkNewAlias,
  checkRegisteredName,
  checkRegistryTags,
  checkTexts,
  isLatest,
} from '../../../src/interop/mlflow/registry-limits.ts';

const long = (length: number) => 'x'.repeat(length);

t.test('tags are taken up to the length MLflow takes, and no longer', async t => {
  t.same(checkRegistryTags([{ key: 'a', value: long(100_000) }, { key: 'b' }]), {
    ...{ a: long(100_000), b: '' },
  });
  t.throws(() => checkRegistryTags([{ key: 'a', value: long(100_001) }]), {
    message: /^'value' exceeds the maximum length of 100000 characters/,
  });
  t.throws(() => checkRegistryTags([{ key: long(251) }]), {
    message: /^'key' exceeds the maximum length of 250 characters/,
  });
  t.throws(() => checkRegistryTags([{ key: '../a' }]), { message: /must not resolve to other names/ });
  t.equal(
    Object.getOwnPropertyDescriptor(checkRegistryTags([{ key: '__proto__', value: '1' }]), '__proto__')
      ?.value,
    '1',
  );
});

t.test('an alias is a word, and not one that means something already', async t => {
  for (const alias of ['champion', 'a-b_c', 'größe', 'v', 'v1a', 'vv1', long(255)]) checkNewAlias(alias);
  t.throws(() => checkAlias('a b'), {
    message:
      "Invalid alias name: 'a b'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
  });
  t.throws(() => checkAlias('../x'), { message: /^Invalid alias name/ });
  t.throws(() => checkAlias(long(256)), {
    message: /^'Registered model alias name' exceeds the maximum length of 255 characters/,
  });
  for (const alias of ['latest', 'LATEST'])
    t.throws(() => checkNewAlias(alias), { message: "'latest' alias name (case insensitive) is reserved." });
  for (const alias of ['v1', 'V22'])
    t.throws(() => checkNewAlias(alias), { message: `Version alias name '${alias}' is reserved.` });
  checkAlias('latest');
  t.ok(isLatest('Latest'));
});

t.test('names and texts have a length', async t => {
  checkRegisteredName('../any: name/at all', 'name');
  t.throws(() => checkRegisteredName(long(257), 'new_name'), { message: /^'new_name' exceeds/ });
  t.throws(() => checkRegisteredName('a\nb', 'name'), { message: /line breaks/ });
  checkTexts({ description: long(100_000), source: undefined });
  t.throws(() => checkTexts({ description: long(100_001) }), {
    message: /^'description' exceeds .* 100000 /,
  });
  t.throws(() => checkTexts({ source: long(2049) }), { message: /^'source' exceeds .* 2048 / });
});
