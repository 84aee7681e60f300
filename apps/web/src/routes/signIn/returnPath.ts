import { basePath } from '../../state/served.ts';

/**
 * Where a sign-in leads: the page that was wanted if it is this console's own, else the first one.
 * @param base the path below which the console is
 */
export function returnPath(wanted: string | undefined, base = basePath): string {
  const home = `${base}/`;
  // Browsers read `//host` and `/\host` as another site.
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, location.origin)) return home;
  const { origin, pathname, search, hash } = new URL(wanted, location.origin);
  return origin === location.origin && pathname.startsWith(home) ? pathname + search + hash : home;
}
