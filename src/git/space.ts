/** The door to the room that objects take. */

/** What an object takes. */
export interface ObjectSize {
  /** Bytes of the content. */
  readonly size: number;
  /** Bytes of its file, or of its part of a pack. */
  readonly disk: number;
}

/** A commit, and by which ref, HEAD or reflog it is held. */
export interface Holder {
  readonly commit: string;
  readonly by: string;
}

export interface Release {
  /** Refs that still hold the commits and are to be thought away: for a look at what would be. */
  readonly without?: readonly string[];
  /** Commits that are to be thought held, with all that they hold, though nothing refers to them. */
  readonly sparing?: readonly string[];
  /** Refs whose reflogs hold the commits, and are emptied. */
  readonly forget?: readonly string[];
  /** What was written after this time, in ms since 1970, stays: somebody may be about to refer to it. */
  readonly before?: number;
  /** Only looks. */
  readonly dryRun?: boolean;
  /** Told the ids of objects that are gone, or would be. */
  readonly told?: (oids: ReadonlySet<string>) => void;
}

export interface Released {
  /** Objects that are gone, or would be. */
  readonly objects: number;
  /** Bytes on disk that are free, or would be; then it is what the objects take, which may differ a little. */
  readonly bytes: number;
  /** Objects that nothing refers to any more, and that stay for now: too young, or in a pack with a `.keep` file. */
  readonly heldBack: {
    readonly objects: number;
    readonly bytes: number;
    readonly keptPacks: readonly string[];
  };
}

/** The room that objects take, and the only way by which they ever leave it. */
export interface Space {
  /** Sizes of objects by id, in order; undefined for one that is not there. */
  sizes(oids: readonly string[]): Promise<(ObjectSize | undefined)[]>;
  /** Bytes on disk of what only refs below these prefixes hold; content that is in old history too may be counted. */
  usage(prefixes: readonly string[]): Promise<number>;
  /** A commit with one of these blobs that something else than refs below these prefixes holds, or one of `also`. */
  holder(
    blobs: readonly string[],
    prefixes: readonly string[],
    also?: readonly string[],
  ): Promise<Holder | undefined>;
  /**
   * Removes what was reachable from these commits and is from nothing else: no ref, index, reflog or worktree, no
   * operation in progress, and nothing unreachable that may be somebody's lost work. All other objects stay, byte for
   * byte. Repositories that borrow objects from this one cannot be known.
   */
  release(commits: readonly string[], how: Release): Promise<Released>;
  /** Does some work while no `git gc` runs here, nor another such work. Throws RepositoryBusyError. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}
