/** Local time without a clock or a system: the zone is handed in. */

/** Minutes east of UTC at a time in ms since 1970; a function, since summer time changes it. */
export type Zone = (time: number) => number;

/** The zone of UTC itself. */
export const utc: Zone = () => 0;

/** A time in ms, moved so that the UTC fields of a Date show the local time. */
export function toLocal(time: number, zone: Zone): Date {
  return new Date(time + zone(time) * 60_000);
}

/** The way back: the time in ms at which the local clock shows what the UTC fields show. */
export function fromLocal(local: Date, zone: Zone): number {
  const shown = local.getTime();
  const guess = shown - zone(shown) * 60_000;
  return shown - zone(guess) * 60_000;
}
