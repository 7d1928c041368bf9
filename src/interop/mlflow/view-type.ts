/** Which of experiments or runs a list is about, in MLflow's words. */
import { isOfView, VIEW_TYPES as PROTOCOL, type ViewType as ProtocolView } from './enums.ts';
import { MlflowRequestError } from './request-error.ts';

/** The words, as its commands and its server take them. */
export type ViewType = Lowercase<ProtocolView>;
export const VIEW_TYPES = Object.keys(PROTOCOL).map(word => word.toLowerCase() as ViewType);

/** Reads one, in capitals or not. Throws MlflowRequestError. */
export function parseViewType(text: string): ViewType {
  const lower = text.toLowerCase();
  const found = VIEW_TYPES.find(one => one === lower);
  if (found === undefined) throw new MlflowRequestError(`a view is ${VIEW_TYPES.join(', ')}, not '${text}'`);
  return found;
}

/** Whether something is in a view. */
export function isInView(view: ViewType, isDeleted: boolean): boolean {
  return isOfView({ trashed: isDeleted }, view.toUpperCase() as ProtocolView);
}
