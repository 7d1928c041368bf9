/** Words of the protocol, with the numbers that stand for them. */

/** How a run stands. */
export const RUN_STATUSES = { RUNNING: 1, SCHEDULED: 2, FINISHED: 3, FAILED: 4, KILLED: 5 } as const;
export type RunStatus = keyof typeof RUN_STATUSES;

/** Which of the things that may be in the trash are asked for. */
export const VIEW_TYPES = { ACTIVE_ONLY: 1, DELETED_ONLY: 2, ALL: 3 } as const;
export type ViewType = keyof typeof VIEW_TYPES;

/** How a logged model stands. */
export const MODEL_STATUSES = {
  LOGGED_MODEL_PENDING: 1,
  LOGGED_MODEL_READY: 2,
  LOGGED_MODEL_UPLOAD_FAILED: 3,
} as const;
export type ModelStatus = keyof typeof MODEL_STATUSES;

/** Whether a thing is asked for. */
export function isOfView({ trashed }: { readonly trashed: boolean }, view: ViewType): boolean {
  return view === 'ALL' || trashed === (view === 'DELETED_ONLY');
}
