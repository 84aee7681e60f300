import { isIP } from 'node:net';
import type { Request } from 'express';

/**
 * The address of who asks: of the proxies that TRUST_PROXY names, the one that they tell; else of whoever connected.
 * Null where the connection is gone.
 */
export function clientAddress(request: Request): string | null {
  const { ip } = request;
  // A trusted proxy may pass on what its client made up.
  const address = ip !== undefined && isIP(ip) !== 0 ? ip : (request.socket.remoteAddress ?? null);
  // A socket for both families tells IPv4 as ::ffff:10.0.0.1, of which all would be one household.
  return address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null;
}
