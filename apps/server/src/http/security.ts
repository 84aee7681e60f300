import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { ProblemError } from './problem.ts';

/** A Host header: an address of IPv6 in brackets or anything without a colon, and maybe a port. */
const HOST = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[^:]+))(?::(?<port>\d{1,5}))?$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

export interface HostRules {
  /** Only this machine reaches the console. */
  readonly loopbackOnly: boolean;
  /** Further names, each maybe with a port; a leading dot stands for the name and all below it. */
  readonly allowedHosts: readonly string[];
}

/**
 * The console has no login, so the browser is its gate: a page of another site must not reach it under a name of its own
 * that points here (DNS rebinding). That takes a name of DNS, so a console that others may reach answers as any address;
 * as a name only if it is told so.
 */
export function hostGuard({ loopbackOnly, allowedHosts }: HostRules): RequestHandler {
  const answersAs = (host: string): boolean => {
    const { v6, name = '', port } = HOST.exec(host)?.groups ?? {};
    const given = (v6 ?? name).toLowerCase().replace(/\.$/, '');
    if (given === '') return false;
    if (LOOPBACK.test(given) || (!loopbackOnly && isIP(given) !== 0)) return true;
    return allowedHosts.some((allowed) => isCovered(given, port, allowed));
  };
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    if (answersAs(host)) {
      next();
      return;
    }
    const always = loopbackOnly ? 'localhost' : 'IP addresses and localhost';
    const names = [always, ...allowedHosts].join(', ');
    const detail = `This console answers as ${names}, not as "${host.slice(0, 100)}": if that is its name, put it into ALLOWED_HOSTS`;
    throw new ProblemError(421, 'wrong_host', detail);
  };
}

function isCovered(name: string, port: string | undefined, allowed: string): boolean {
  const { v6, name: plain = '', port: wantedPort } = HOST.exec(allowed)?.groups ?? {};
  const wanted = (v6 ?? plain).toLowerCase();
  if (wantedPort !== undefined && wantedPort !== port) return false;
  return wanted.startsWith('.') ? name === wanted.slice(1) || name.endsWith(wanted) : name === wanted;
}

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
