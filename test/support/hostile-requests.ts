/** What strangers may send to a server: bodies, values of fields, and texts that might lead elsewhere. */

/** Kinds of bodies that a web page can have a browser send anywhere, and one that is no kind of ours. */
export const FORMS: readonly string[] = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json'],
];

/** Bodies that are no message, or none that means anything. */
export const NO_MESSAGES: readonly string[] = [
  ...['', '{', '[]', '7', 'null', '"x"', '[{"run_id":"x"}]', '\u0000', '{"__proto__":{"run_id":"x"}}'],
];

/** What is of no type that a field could have, or of another one. */
export const ODD: readonly unknown[] = [
  ...[5, -1, 1e308, true, null, [], {}, [[]], [null], { a: { b: 1 } }, ['x', 5], '', 'x'],
  ...['9223372036854775808', 'NaN', 'x'.repeat(9000), '\u0000', '\ud800', '2026-01-01'],
];

/** What leads elsewhere, where it reaches a file, a ref, a shell or an object of JavaScript; `directory` has a `secret.txt`. */
export function hostile(directory: string): readonly string[] {
  return [
    ...['../secret.txt', '../../../../../secret.txt', '/etc/passwd', 'file:///etc/passwd', '..\\secret.txt'],
    ...['%2e%2e%2fsecret.txt', '%252e%252e/secret.txt', 'a/../../secret.txt', './a', 'a//b', '.git/config'],
    ...['GIT~1/config', 'mlflow.ndjson', 'C:\\x', 'con', 'refs/heads/main', 'refs/runs/x', '-rf', '--all'],
    ...['$(touch pwned)', '`touch pwned`', '; touch pwned', "x' OR '1'='1", '__proto__', 'constructor'],
    ...['toString', 'm-../../x', 'runs:/x', 'mlflow-artifacts:/../x', 'http://127.0.0.1:1/x', '#/x', 'a?b#c'],
    `${directory}/secret.txt`,
    directory,
  ];
}
