/** More than this, as it is sent, hterm throws away, and others since. */
const MOST = 100_000;

/** GNU screen hands on strings of 256 bytes in its oldest versions, of 768 in later ones. */
const SCREEN_PIECE = 240;

/**
 * What has the terminal copy a text to its clipboard (OSC 52, https://invisible-island.net/xterm/ctlseqs/ctlseqs.html);
 * undefined for more than 74,000 bytes. No terminal says whether it did.
 *
 * Inside tmux it is sent twice: as it is, for `set-clipboard on`, and wrapped, for `allow-passthrough on` and for all
 * before tmux 3.3. With what later ones have by default (`external`, `off`) neither comes through, only what
 * `tmux load-buffer -w -` is given.
 */
export function copySequence(text: string, env: NodeJS.ProcessEnv): string | undefined {
  const sequence = `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`;
  if (sequence.length > MOST) return undefined;
  if (env.TMUX) return `${sequence}\x1bPtmux;\x1b${sequence}\x1b\\`;
  if (env.STY) return sequence.replace(new RegExp(`[^]{1,${SCREEN_PIECE}}`, 'g'), '\x1bP$&\x1b\\');
  return sequence;
}
