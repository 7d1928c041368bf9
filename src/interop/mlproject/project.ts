/** An MLflow project, as its `MLproject` file declares it. */

export interface Project {
  readonly name?: string;
  /** Absent where the project asks for none. */
  readonly environment?: AskedEnvironment;
  readonly entryPoints: ReadonlyMap<string, EntryPoint>;
}

/** What the project asks to be run in; files are relative to its directory. */
export type AskedEnvironment =
  | { readonly kind: 'python_env'; readonly file: string }
  | { readonly kind: 'conda_env'; readonly file: string }
  | { readonly kind: 'docker_env'; readonly docker: DockerEnvironment };

export interface DockerEnvironment {
  readonly image: string;
  /** `/host:/container`. */
  readonly volumes: readonly string[];
  /** A variable with its value, or one that is the caller's own. */
  readonly variables: readonly { readonly name: string; readonly value?: string }[];
}

export interface EntryPoint {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** A shell's text with `{parameter}` in it; `{{` and `}}` are braces. */
  readonly command: string;
}

export interface Parameter {
  /** `string`, `float`, `path` or `uri`; any other is as `string`. */
  readonly type: string;
  /** Required where absent. */
  readonly default?: string;
}
