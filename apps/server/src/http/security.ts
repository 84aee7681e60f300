import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { ProblemError } from './problem.ts';

const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * A console that only this machine can reach has no login, so the browser is its gate: a page of another site must not
 * reach it under a name of its own that points here (DNS rebinding).
 */
export const localHostOnly: RequestHandler = (request, _response, next) => {
  const host = request.headers.host ?? '';
  if (LOCAL_HOST.test(host)) next();
  else
    throw new ProblemError(
      421,
      'wrong_host',
      `This console answers on localhost only, not as "${host.slice(0, 100)}"`,
    );
};

/** Only what the console itself serves may run, load or frame it. Charts set inline styles on what they draw. */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'same-origin' },
  // The console speaks HTTP; whoever puts TLS in front of it decides on HSTS.
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
});

/**
 * What changes something is not for another site's page to ask for, whatever it may send: browsers say where a request
 * comes from, in `Sec-Fetch-Site` where they trust the address, else in `Origin`; other clients say nothing.
 */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const isOwn =
    site === undefined
      ? origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host)
      : site === 'same-origin' || site === 'none';
  if (isOwn) next();
  else throw new ProblemError(403, 'cross_origin', 'Another site’s page may not change anything here');
};
