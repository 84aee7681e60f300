import { join } from 'node:path';
import express, { type Router } from 'express';
import sirv from 'sirv';
import { notFound } from './problem.ts';

const ASSETS = '/assets';
const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * Serves the built SPA: hashed assets for good, as the build packed them; everything else as its index page, which every
 * view's address opens. A missing asset is a 404, lest a browser take the page for a script.
 */
export function spa(root: string): Router {
  const router = express.Router();
  const packed = { brotli: true, gzip: true };
  const assets = sirv(join(root, ASSETS), { ...packed, immutable: true, maxAge: YEAR_SECONDS });
  router.use(ASSETS, assets, notFound);
  router.use(express.static(root, { index: false, maxAge: '1h' }));
  router.get('/{*view}', (_request, response) => {
    response.set('cache-control', 'no-cache').sendFile('index.html', { root });
  });
  return router;
}
