/** The file that git-lfs writes its progress to (GIT_LFS_PROGRESS), read while it grows. */
import { open } from 'node:fs/promises';

/** So often it is looked at: ms. */
const PAUSE = 200;

/** Tells of the bytes that are done, all files together, until it is stopped. */
export function followProgress(path: string, told: (bytes: number) => void): { stop(): Promise<void> } {
  const files = new Map<string, number>();
  let at = 0;
  let rest = '';
  let reading = Promise.resolve();
  const look = async () => {
    const text = await readFrom(path, at).catch(() => Buffer.alloc(0));
    at += text.length;
    const lines = (rest + text.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) note(files, line);
    if (text.length > 0) told([...files.values()].reduce((sum, bytes) => sum + bytes, 0));
  };
  const timer = setInterval(() => {
    reading = reading.then(look);
  }, PAUSE);
  return {
    async stop() {
      clearInterval(timer);
      await reading.then(look);
    },
  };
}

/** `upload 1/3 4096/1048576 <name>`: https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc */
function note(files: Map<string, number>, line: string): void {
  const [, done, name] = /^\S+ \d+\/\d+ (\d+)\/\d+ (.*)$/.exec(line) ?? [];
  if (done !== undefined && name !== undefined) files.set(name, Number(done));
}

async function readFrom(path: string, at: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const piece = Buffer.alloc(Math.max(0, Math.min(size - at, 1 << 20)));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    return piece.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
