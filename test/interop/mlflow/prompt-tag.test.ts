import t from 'tap';
import { isPrompt, PROMPT_TAG, promptTagOf } from '../../../src/interop/mlflow/prompt-tag.ts';

t.test('who has no such tag is no prompt, and says so', async t => {
  for (const [tags, is, said] of [
    [{}, false, 'false'],
    [{ [PROMPT_TAG]: 'false' }, false, 'false'],
    [{ [PROMPT_TAG]: 'True' }, true, 'True'],
  ] as const) {
    t.equal(isPrompt({ tags }), is);
    t.equal(promptTagOf(tags), said);
  }
});
