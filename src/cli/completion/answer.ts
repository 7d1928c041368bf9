/** What may stand at the cursor. */

/** One way to go on. */
export interface Offer {
  /** What takes the place of the part of the word that is being completed. */
  readonly value: string;
  /** A remark for shells that show one; not sanitised. */
  readonly about?: string;
  /** The word goes on behind it: no blank follows. */
  readonly open?: boolean;
}

/** What a shell knows better itself: paths, or a command's own words, the command being so many words behind ours. */
export type ByShell = 'files' | 'directories' | { readonly command: number };

export interface Answer {
  /** So many UTF-16 units of the word stay as they are; the offers are for what follows. */
  readonly keep: number;
  readonly offers: readonly Offer[];
  readonly shell?: ByShell;
}
