/** The documented shape of a comparison of two, in `diff --json`. Fields are added, never changed; a changed meaning is a new version. */
import type { Change, ChangeState } from '../../query/changes.ts';
import type { RunDiff } from '../../query/diff.ts';
import type { Section, Side, SideCommand } from '../../query/side.ts';
import type { SourceRemark } from '../../query/source-remarks.ts';
import type { Leaf } from '../../run/flatten.ts';
import type { Artifact } from '../../run/manifest.ts';
import type { MetricSummary } from '../../run/metric.ts';
import type { Scalar } from '../../run/param.ts';
import type { PathChange } from '../../run/path-change.ts';
import type { Input, RunStatus } from '../../run/run.ts';
import { JSON_VERSION, printJson } from '../run-json.ts';
import type { CodeView } from './code.ts';
import type { ContentView } from './content.ts';
import type { RunDiffView } from './run-diff.ts';

/** One of the two. */
export interface SideJson {
  readonly kind: 'run' | 'worktree';
  readonly name: string;
  /** Of runs; `commit` is the run's own, absent while it is going. */
  readonly id?: string;
  readonly commit?: string;
  readonly status?: RunStatus;
  /** ISO 8601, UTC. */
  readonly started?: string;
}

/** A key in both, with its values; absent where that one has none. */
export interface ChangeJson<T> {
  readonly key: string;
  readonly state: ChangeState;
  readonly a?: T;
  readonly b?: T;
}

/** Every key, also those that are the same; a section is absent where it was not asked for, or is in `leftOut`. */
export interface RunDiffJson {
  readonly version: number;
  readonly a: SideJson;
  readonly b: SideJson;
  /** Whether all that was compared is the same; `duration` and `host` do not count. */
  readonly same: boolean;
  /** status, duration (seconds), seed, host. */
  readonly outcome?: readonly ChangeJson<Scalar>[];
  readonly command?: {
    readonly same: boolean;
    readonly a: { readonly argv: readonly string[]; readonly cwd: string };
    readonly b: { readonly argv: readonly string[]; readonly cwd: string };
  };
  readonly params?: readonly ChangeJson<Scalar>[];
  readonly metrics?: readonly (ChangeJson<MetricSummary> & {
    /** The last of b minus the last of a, and that in terms of a. */
    readonly difference?: number;
    readonly relative?: number;
    readonly direction: 'min' | 'max';
    readonly better?: 'a' | 'b';
  })[];
  readonly code?: {
    readonly same: boolean;
    /** Whether the two commits hold the same; `remarks` tell what they do not. */
    readonly sameTree: boolean;
    /** Source commits. */
    readonly a: string;
    readonly b: string;
    readonly remarks: readonly SourceRemark[];
    /** Absent where they cannot be told: `trouble` says why. */
    readonly files?: readonly PathChange[];
    readonly patch?: string;
    readonly trouble?: readonly string[];
  };
  readonly environment?: {
    readonly facts: readonly ChangeJson<Scalar>[];
    readonly packages: readonly ChangeJson<Scalar>[];
  };
  readonly inputs?: readonly ChangeJson<Input>[];
  readonly artifacts?: readonly ChangeJson<Artifact>[];
  /** With --content, or of artifacts that were named. */
  readonly content?: readonly (
    | { readonly kind: 'json'; readonly path: string; readonly changes: readonly ChangeJson<Scalar>[] }
    | Exclude<ContentView, { readonly kind: 'json' }>
  )[];
  readonly leftOut: readonly Section[];
}

/** Prints a comparison. */
export function printRunDiffJson(diff: RunDiff, view: Pick<RunDiffView, 'code' | 'content'>): string {
  return printJson(runDiffJson(diff, view));
}

/** A comparison in its documented shape. */
export function runDiffJson(
  diff: RunDiff,
  { code, content }: Pick<RunDiffView, 'code' | 'content'>,
): RunDiffJson {
  const { a, b, same, leftOut, outcome, command, params, metrics, environment, inputs, artifacts } = diff;
  return {
    version: JSON_VERSION,
    a: sideJson(a),
    b: sideJson(b),
    same,
    leftOut,
    ...(outcome && { outcome: outcome.map(valueChange) }),
    ...(command && { command: { same: command.same, a: words(command.a), b: words(command.b) } }),
    ...(params && { params: params.map(valueChange) }),
    ...(metrics && { metrics }),
    ...(diff.code && { code: { ...diff.code, ...codeJson(code) } }),
    ...(environment && {
      environment: {
        facts: environment.facts.map(valueChange),
        packages: environment.packages.map(valueChange),
      },
    }),
    ...(inputs && { inputs }),
    ...(artifacts && { artifacts }),
    ...(content && { content: content.map(contentJson) }),
  };
}

/** One of them in its documented shape. */
export function sideJson({ id, name, commit, status, started }: Side): SideJson {
  return {
    kind: id === undefined ? 'worktree' : 'run',
    name,
    ...(id !== undefined && { id }),
    ...(commit !== undefined && { commit }),
    ...(status !== undefined && { status }),
    ...(started !== undefined && { started }),
  };
}

/** Of two runs that are compared by themselves the directory is known. */
function words({ argv, cwd = '.' }: SideCommand) {
  return { argv, cwd };
}

function valueChange({ key, state, a, b }: Change<Leaf>): ChangeJson<Scalar> {
  return { key, state, ...(a && { a: a.value }), ...(b && { b: b.value }) };
}

function codeJson({ files, patch, trouble }: CodeView = {}) {
  return {
    ...(files && { files }),
    ...(patch !== undefined && { patch }),
    ...(trouble?.length && { trouble }),
  };
}

/** What is in an artifact, in its documented shape. */
export function contentJson(one: ContentView): NonNullable<RunDiffJson['content']>[number] {
  return one.kind === 'json' ? { ...one, changes: one.changes.map(valueChange) } : one;
}
