/** What a comparison comes to: whether there is a difference, and how it is told. It is only made where somebody reads it. */
export interface Answer {
  readonly same: boolean;
  /** The text, whole. */
  text?(): Promise<string>;
  /** In its place: what Git prints, as it comes. */
  readonly pieces?: AsyncIterable<Buffer> | undefined;
}
