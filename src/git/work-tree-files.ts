/** What is told of the files of a work tree beside their status. */

/** What the index has of a submodule. */
export interface Gitlink {
  readonly path: string;
  /** The commit. */
  readonly oid: string;
  /** Whether a merge left several commits of it. */
  readonly unmerged: boolean;
}

/** A file of the work tree, or a repository in it. */
export interface PresentFile {
  readonly path: string;
  readonly kind: 'tracked' | 'untracked' | 'submodule' | 'nested-repository';
  /** Of a path of the index: six octal digits, and the id. */
  readonly mode?: string;
  readonly oid?: string;
}

/** What `status` does not tell of the index. */
export interface Marks {
  /** Files whose edits `status` does not see: assume-unchanged, and skip-worktree but for a sparse checkout's. */
  readonly hidden: readonly string[];
  /** Whether Git may convert files on their way in and out. A `.gitattributes` that is not tracked counts at the top only. */
  readonly converts: boolean;
  /** In the order of their paths. */
  readonly gitlinks: readonly Gitlink[];
  /** How many files a sparse checkout leaves out. */
  readonly sparse: number;
}

/** A file of the index that Git may convert: clean as it is, its bytes may be others than those Git has. */
export interface ConvertibleFile {
  readonly path: string;
  /** Whether the bytes may be others though they are as many. */
  readonly sameLength: boolean;
}
