/** MLflow's commands that git-run has not, with what it has instead; undefined where that is nothing. */
export const absent: ReadonlyMap<string, string | undefined> = new Map([
  ['doctor', 'git run doctor'],
  ['gc', 'git run gc'],
  ['run', 'git run exec URI -e ENTRY -P KEY=VALUE'],
  ['server', 'git run serve'],
  ['ui', 'git run ui'],
  ...[
    ...['agent', 'ai-commands', 'assistant', 'autolog', 'azureml', 'crypto', 'datasets', 'db', 'demo'],
    ...['deployments', 'gateway', 'mcp', 'migrate-filestore', 'models', 'recipes', 'sagemaker', 'scorers'],
    ...['skills', 'traces'],
  ].map(name => [name, undefined] as const),
]);
