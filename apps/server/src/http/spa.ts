import { join } from 'node:path';
import express, { type Router } from 'express';

const ASSETS = '/assets';

/**
 * Serves the built SPA: hashed assets for good, everything else as its index page, which every view's address opens.
 * A missing asset is a 404, lest a browser take the page for a script.
 */
export function spa(root: string): Router {
  const router = express.Router();
  router.use(
    ASSETS,
    express.static(join(root, ASSETS), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  router.use(express.static(root, { index: false, maxAge: '1h' }));
  router.get('/{*view}', (_request, response) => {
    response.set('cache-control', 'no-cache').sendFile('index.html', { root });
  });
  return router;
}
