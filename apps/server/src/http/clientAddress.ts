import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * The address of who asks: of the proxies that TRUST_PROXY names, the one that they tell; else of whoever connected.
 * Null where the connection is gone.
 */
export function clientAddress(request: Request): string | null {
  const { ip } = request;
  // A trusted proxy may pass on what its client made up.
  return ip !== undefined && isIP(ip) !== 0 ? ip : (request.socket.remoteAddress ?? null);
}
