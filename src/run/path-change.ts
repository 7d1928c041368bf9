/** A file that differs between two trees. */
export interface PathChange {
  readonly path: string;
  /** `renamed`: its content was at `from` before. */
  readonly state: 'added' | 'removed' | 'changed' | 'renamed';
  readonly from?: string;
  /** Lines added and deleted; absent where the content is not text, or nobody counted. */
  readonly added?: number;
  readonly deleted?: number;
}
