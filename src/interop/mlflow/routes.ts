/** All routes. A group of them is a file, and a line here. */
import type { Route } from './route.ts';
import { aboutRoutes } from './routes/about.ts';
import { artifactRoutes } from './routes/artifacts.ts';
import { experimentDatasetRoutes } from './routes/experiment-datasets.ts';
import { experimentRoutes } from './routes/experiments.ts';
import { loggedModelSearchRoutes } from './routes/logged-model-search.ts';
import { loggedModelRoutes } from './routes/logged-models.ts';
import { modelVersionRoutes } from './routes/model-versions.ts';
import { pageRoutes } from './routes/pages.ts';
import { registeredModelRoutes } from './routes/registered-models.ts';
import { registrySearchRoutes } from './routes/registry-search.ts';
import { runLoggingRoutes } from './routes/run-logging.ts';
import { runSearchRoutes } from './routes/run-search.ts';
import { runRoutes } from './routes/runs.ts';

export const routes: readonly Route[] = [
  ...aboutRoutes,
  ...experimentRoutes,
  ...experimentDatasetRoutes,
  ...runRoutes,
  ...runLoggingRoutes,
  ...runSearchRoutes,
  ...artifactRoutes,
  ...loggedModelSearchRoutes,
  ...loggedModelRoutes,
  ...pageRoutes,
  ...registeredModelRoutes,
  ...modelVersionRoutes,
  ...registrySearchRoutes,
];
