/** What this process says of a run, put into its journal. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { eventLine, type Said } from '../run/event-line.ts';

/**
 * Returns what appends events to the file of this process beside the `events` of a run: lines of two hosts on one
 * network file system would tear. What cannot be written is a warning of the process: the work is worth more than its
 * record.
 */
export function eventSayer(events: string): (said: Said) => void {
  const own = `${events}.${hostname().replace(/[^A-Za-z0-9_-]/g, '-')}.${process.pid}`;
  return said => {
    const line = eventLine(said);
    try {
      const file = openSync(own, 'a', 0o600);
      try {
        writeSync(file, line);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      process.emitWarning(`git-run: not recorded, ${String(error)}`);
    }
  };
}
