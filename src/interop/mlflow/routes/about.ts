/** What the server is: whether it lives, what it speaks, what it can do. */
import { message } from '../fields.ts';
import { bytesRoute, route } from '../route.ts';

/** Below 3.4, since traces are not taken: clients then do not try to send them. */
const VERSION = '3.3.0';

const health = bytesRoute('GET /health', async () => ({ text: 'OK' }));
const version = bytesRoute('GET /version', async () => ({ text: VERSION }));

const info = (['GET', 'POST'] as const).map(method =>
  route(`${method} /api/3.0/mlflow/server-info`, message({}), async () => ({
    store_type: 'SqlStore',
    workspaces_enabled: false,
    trace_archival_enabled: false,
    multipart_uploads_enabled: false,
    multipart_downloads_enabled: false,
  })),
);

export const aboutRoutes = [health, version, ...info];
