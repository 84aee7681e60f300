import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
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

/** Who may frame the pages, as sources of a policy (`'self'`, `https://portal.example.com`); nobody where there is none. */
type FrameAncestors = readonly string[];

/**
 * Only what the console itself serves may run, load or frame it. Scripts set styles on elements one by one, which no policy
 * hinders; a `<style>` that a library adds needs the nonce, which is that of one page.
 */
export function contentSecurityPolicy(frameAncestors: FrameAncestors, nonce?: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
  ].join(';');
}

/** What pages of the console never ask a browser for, nor may anything that got into one. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');
const YEAR_SECONDS = 365 * 24 * 3600;

export interface HeaderRules {
  readonly frameAncestors: FrameAncestors;
  /** Where the console is below its host's root, the host is not the console's alone. */
  readonly basePath: string;
}

/** The headers of every reply; a page adds its nonce to the policy. */
export function securityHeaders({ frameAncestors, basePath }: HeaderRules): readonly RequestHandler[] {
  const policy = contentSecurityPolicy(frameAncestors);
  return [
    helmet({
      contentSecurityPolicy: false,
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: false,
      // It knows no list of origins, and old browsers would let it win.
      xFrameOptions: frameAncestors.length === 0 && { action: 'deny' },
    }),
    (request, response, next) => {
      response.set({ 'content-security-policy': policy, 'permissions-policy': PERMISSIONS });
      // It holds for the whole host and all of its ports, so only a host of the console's own is told.
      if (basePath === '' && request.secure && !LOOPBACK.test(nameOf(request)))
        response.set('strict-transport-security', `max-age=${YEAR_SECONDS}`);
      next();
    },
  ];
}

function nameOf(request: Request): string {
  const { v6, name = '' } = HOST.exec(request.headers.host ?? '')?.groups ?? {};
  return v6 ?? name;
}

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
