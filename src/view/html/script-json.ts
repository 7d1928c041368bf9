/**
 * Prints data for a `<script type="application/json">`: whatever texts are in it, none ends the element or is markup.
 * Undefined items and numbers that JSON has not are null. https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements
 */
export function scriptJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
