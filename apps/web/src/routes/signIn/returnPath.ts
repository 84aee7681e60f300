import { basePath } from '../../state/served.ts';

/** Where a sign-in leads: the page that was wanted if it is this console's own, else the first one. */
export function returnPath(wanted: string | undefined): string {
  const home = `${basePath}/`;
  if (wanted === undefined || !wanted.startsWith('/')) return home;
  // Browsers read `//host` and `/\host` as another site.
  if (!URL.canParse(wanted, location.origin)) return home;
  const { origin, pathname, search, hash } = new URL(wanted, location.origin);
  return origin === location.origin ? pathname + search + hash : home;
}
