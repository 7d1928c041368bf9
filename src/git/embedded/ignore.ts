/** What Git ignores: https://git-scm.com/docs/gitignore. Paths are byte strings from the top of the work tree. */
import { below } from './byte-string.ts';
import { type PathRule, parsePattern, patternLines } from './path-rules.ts';

export interface Ignore {
  /** Whether a path is ignored, or any directory it is in. */
  ignores(path: string, isDirectory: boolean): boolean;
}

export interface IgnoreSources {
  readonly top: string;
  /** Files with rules for the whole work tree, the weaker first. */
  readonly files: readonly string[];
  /** Whether every directory's `.gitignore` counts. */
  readonly perDirectory: boolean;
  readonly ignoreCase: boolean;
}

/** Reads rules as they are asked for. The answers hold for one look at the work tree: nothing is read twice. */
export function readIgnore({ top, files, perDirectory, ignoreCase }: IgnoreSources): Ignore {
  const parse = (lines: readonly string[], directory: string) =>
    lines.map(line => trimmed(line)).map(line => parsePattern(line, directory, ignoreCase));
  const everywhere = files.map(file => parse(patternLines(file, { follow: true }), ''));
  const listed = new Map<string, readonly PathRule[]>();
  const rulesIn = (directory: string) => {
    const known = listed.get(directory);
    if (known !== undefined || !perDirectory) return known ?? [];
    const rules = parse(patternLines(below(top, `${directory}.gitignore`), { follow: false }), directory);
    listed.set(directory, rules);
    return rules;
  };
  const verdicts = new Map<string, boolean>();
  const ignoresDirectory = (path: string): boolean => {
    const known = verdicts.get(path);
    if (known !== undefined) return known;
    const verdict = ignore.ignores(path, true);
    verdicts.set(path, verdict);
    return verdict;
  };
  const ignore: Ignore = {
    ignores(path, isDirectory) {
      const slash = path.lastIndexOf('/');
      // What is in an ignored directory cannot be taken in again.
      if (slash > 0 && ignoresDirectory(path.slice(0, slash))) return true;
      for (let at = slash; ; at = path.lastIndexOf('/', at - 1)) {
        const rule = lastMatch(rulesIn(path.slice(0, at + 1)), path, isDirectory);
        if (rule !== undefined) return !rule.negated;
        if (at < 0) break;
      }
      const rule = everywhere.map(rules => lastMatch(rules, path, isDirectory)).findLast(Boolean);
      return rule !== undefined && !rule.negated;
    },
  };
  return ignore;
}

function lastMatch(rules: readonly PathRule[], path: string, isDirectory: boolean): PathRule | undefined {
  return rules.findLast(rule => (isDirectory || !rule.directoryOnly) && rule.matches(path));
}

/** Blanks at the end do not count, unless a backslash stands before them. */
function trimmed(line: string): string {
  return /^((?:\\.|[^\\ ]| +(?=[^ ]))*) *$/s.exec(line)?.[1] ?? line;
}
