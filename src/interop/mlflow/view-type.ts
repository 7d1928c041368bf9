/** Which of experiments or runs a list is about, in MLflow's words. */
import { MlflowRequestError } from './request-error.ts';

/** The words, as its commands and its server take them. */
export const VIEW_TYPES = ['active_only', 'deleted_only', 'all'] as const;
export type ViewType = (typeof VIEW_TYPES)[number];

/** Reads one, in capitals or not. Throws MlflowRequestError. */
export function parseViewType(text: string): ViewType {
  const lower = text.toLowerCase();
  const found = VIEW_TYPES.find(one => one === lower);
  if (found === undefined) throw new MlflowRequestError(`a view is ${VIEW_TYPES.join(', ')}, not '${text}'`);
  return found;
}

/** Whether something is in a view. */
export function isInView(view: ViewType, isDeleted: boolean): boolean {
  return view === 'all' || isDeleted === (view === 'deleted_only');
}
