import { join } from 'node:path';
import express, { type Router } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { notFound } from './problem.ts';

const ASSETS = '/assets';
const YEAR_MS = 365 * 24 * 3600 * 1000;

/**
 * Serves the built SPA: hashed assets for good, as the build packed them; everything else as its index page, which every
 * view's address opens. A missing asset is a 404, lest a browser take the page for a script.
 */
export function spa(root: string): Router {
  const router = express.Router();
  const assets = expressStaticGzip(join(root, ASSETS), {
    enableBrotli: true,
    orderPreference: ['br'],
    index: false,
    serveStatic: { immutable: true, maxAge: YEAR_MS, redirect: false },
  });
  router.use(ASSETS, assets, notFound);
  router.use(express.static(root, { index: false, redirect: false, maxAge: '1h' }));
  router.get('/{*view}', (_request, response) => {
    response.set('cache-control', 'no-cache').sendFile('index.html', { root });
  });
  return router;
}
