/** Takes what is written in small pieces together: a screen is not painted a thousand times a second. */

/** What is written within so many ms comes together. */
const TOGETHER = 50;

/** With so many bytes in hand, whoever writes waits. */
const MOST = 2 ** 22;

export interface Gatherer {
  /** Takes a piece of a part; resolves when another may come. */
  hear(name: string, bytes: Uint8Array): Promise<void>;
  /** Hands over what is left, and no more is heard. */
  stop(): void;
}

/** Hands on what it hears, part by part. */
export function gather(tell: (name: string, bytes: Uint8Array) => void): Gatherer {
  let inHand: { readonly name: string; readonly pieces: Uint8Array[] }[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let release = (): void => {};
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const parts = inHand;
    [inHand, size] = [[], 0];
    for (const { name, pieces } of parts) tell(name, joined(pieces));
    release();
  };
  return {
    async hear(name, bytes) {
      if (isStopped) return;
      const last = inHand.at(-1);
      if (last?.name === name) last.pieces.push(bytes);
      else inHand.push({ name, pieces: [bytes] });
      size += bytes.length;
      timer ??= setTimeout(flush, TOGETHER);
      if (size < MOST) return;
      await new Promise<void>(resolve => {
        release = resolve;
      });
    },
    stop() {
      flush();
      isStopped = true;
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
