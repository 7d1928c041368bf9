/** A desk that has nothing but the output of runs. */
import type { RunId } from '../../src/run/run-id.ts';
import type { Desk, LogReader } from '../../src/tui/desk.ts';
import { partName } from './log-states.ts';

export interface FakeLog {
  readonly parts: readonly string[];
  readonly isLive?: boolean;
  /** Parts that cannot be read. */
  readonly broken?: readonly number[];
}

export interface FakeDesk {
  readonly desk: Desk;
  /** The parts that were read. */
  readonly read: readonly string[];
  /** Writes to the run that is followed. */
  write(text: string, part: number): Promise<void>;
  end(): void;
  readonly followers: () => number;
}

/** Logs by the ids of their runs; a run that has none cannot be read. */
export function logDeskOf(logs: Readonly<Record<RunId, FakeLog>>): FakeDesk {
  const read: string[] = [];
  const followers = new Set<{ hear: Parameters<LogReader['follow']>[0]; ended: () => void }>();
  let now = 0;
  const desk = {
    // Whatever is done takes its time.
    now: () => (now += 100),
    async log(id: RunId): Promise<LogReader> {
      const log = logs[id];
      if (log === undefined) throw new Error('no such run');
      return {
        parts: log.parts.map((part, at) => ({ name: partName(at), bytes: Buffer.byteLength(part) })),
        dropped: 0,
        colours: true,
        isLive: log.isLive ?? false,
        async read(name) {
          read.push(name);
          if (log.broken?.includes(Number.parseInt(name, 10))) throw new Error('it is damaged');
          return Buffer.from(log.parts[Number.parseInt(name, 10)] ?? '');
        },
        follow(hear, ended) {
          const follower = { hear, ended };
          followers.add(follower);
          return () => void followers.delete(follower);
        },
      };
    },
  };
  return {
    desk: desk as unknown as Desk,
    read,
    followers: () => followers.size,
    async write(text, part) {
      for (const { hear } of followers) await hear(partName(part), Buffer.from(text));
    },
    end() {
      for (const { ended } of followers) ended();
    },
  };
}
