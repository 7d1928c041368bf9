/** What MLflow's own server answers and this one does not, and why. Clients are told ENDPOINT_NOT_FOUND. */

export interface Absence {
  /** What it is for. */
  readonly title: string;
  /** How the paths begin; those of the API without the part before `mlflow`. */
  readonly below: readonly string[];
  readonly why: string;
}

export const absences: readonly Absence[] = [
  {
    title: 'Traces and their assessments',
    below: [
      'mlflow/traces',
      'mlflow/unified-traces',
      'mlflow/get-online-trace-details',
      'mlflow/get-trace-artifact',
      '/v1/traces',
    ],
    why: 'A run has no place for what happens within one call of a model. A program that traces is warned once by its client, and goes on.',
  },
  {
    title: 'Evaluation data sets and scorers',
    below: ['mlflow/datasets', 'mlflow/scorers'],
    why: 'They are made of traces. The data sets that a run has read are logged and searched.',
  },
  {
    title: 'Webhooks and gateways',
    below: ['mlflow/webhooks', 'mlflow/gateway-proxy'],
    why: 'A server that asks addresses that it is given can be made to ask any. This one asks nobody.',
  },
  {
    title: "What only MLflow's own pages ask for",
    below: [
      'mlflow/runs/create-promptlab-run',
      'mlflow/logged-models/{model_id}/artifacts/files',
      '/graphql',
      '/static-files',
    ],
    why: 'There are pages of its own at the addresses that clients print.',
  },
  {
    title: 'Addresses signed by a store',
    below: ['mlflow-artifacts/presigned-download'],
    why: 'Artifacts come from the server itself. Clients ask for such addresses where server-info tells them to, and it does not.',
  },
];

/** Why an endpoint is not there, of a path as the protocol has it; undefined where nobody has said. */
export function whyAbsent(path: string): Absence | undefined {
  const place = path.replace(/^\/(?:ajax-)?api\/\d\.0\//, '');
  return absences.find(({ below }) => below.some(one => place === one || place.startsWith(`${one}/`)));
}
