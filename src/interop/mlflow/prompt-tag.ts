/** Prompts: registered models that say so by a tag. */

/** The tag that a prompt has. Clients ask for models by the lack of it. */
export const PROMPT_TAG = 'mlflow.prompt.is_prompt';

/** Whether tags are those of a prompt. */
export function isPrompt({ tags }: { readonly tags: Readonly<Record<string, string>> }): boolean {
  return Object.hasOwn(tags, PROMPT_TAG) && tags[PROMPT_TAG]?.toLowerCase() === 'true';
}

/** How things answer that may be asked for their tag: who has none is no prompt. */
export function promptTagOf(tags: Readonly<Record<string, string>>): string {
  return Object.hasOwn(tags, PROMPT_TAG) ? (tags[PROMPT_TAG] as string) : 'false';
}
