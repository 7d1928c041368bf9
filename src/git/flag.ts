/** Whether a value of Git's configuration means yes: https://git-scm.com/docs/git-config#Documentation/git-config.txt-boolean */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && !['false', 'no', 'off', '0', ''].includes(value.toLowerCase());
}
