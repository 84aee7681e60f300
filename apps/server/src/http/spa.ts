import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { notFound } from './problem.ts';
import { contentSecurityPolicy, type HeaderRules } from './security.ts';

const ASSETS = '/assets';
const YEAR_MS = 365 * 24 * 3600 * 1000;
const NONCE_BYTES = 16;

/**
 * Serves the built SPA: hashed assets for good, as the build packed them; everything else as its index page, which every
 * view's address opens. A missing asset is a 404, lest a browser take the page for a script.
 */
export function spa(root: string, rules: HeaderRules): Router {
  const router = express.Router();
  const assets = expressStaticGzip(join(root, ASSETS), {
    enableBrotli: true,
    orderPreference: ['br'],
    index: false,
    serveStatic: { immutable: true, maxAge: YEAR_MS, redirect: false },
  });
  const index = indexPage(join(root, 'index.html'), rules);
  router.use(ASSETS, assets, notFound);
  router.get('/index.html', index);
  router.use(express.static(root, { index: false, redirect: false, maxAge: '1h' }));
  router.get('/{*view}', index);
  return router;
}

/** The page, told where it is served and which nonce its styles have to show; both stand in its `<meta>`s, empty as built. */
function indexPage(file: string, { frameAncestors, basePath }: HeaderRules): RequestHandler {
  return async (_request, response) => {
    const html = await readFile(file, 'utf8');
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    response
      .set('content-security-policy', contentSecurityPolicy(frameAncestors, nonce))
      .set('cache-control', 'no-cache')
      .type('html')
      .send(
        html
          .replace('nonce=""', `nonce="${nonce}"`)
          .replace('name="base-path" content=""', `name="base-path" content="${basePath}"`)
          .replaceAll('="./', `="${basePath}/`),
      );
  };
}
