/** As long an address as any page has; one that is longer would not fit into a cookie. */
const MAX_LENGTH = 2000;

/**
 * Where a browser goes once somebody has signed in: the page of the console that it came from, as a whole address;
 * the first page for all that is none of the console's.
 * @param wanted a path with its query, from who knows whom
 */
export function returnAddress(wanted: unknown, publicUrl: string): string {
  const home = `${publicUrl}/`;
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH) return home;
  // Browsers take a backslash for a slash, and leave out tabs and line feeds.
  if (!wanted.startsWith('/') || /[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, home)) return home;
  const url = new URL(wanted, home);
  const isOwn = url.origin === new URL(home).origin && `${url.pathname}/`.startsWith(new URL(home).pathname);
  const isSignIn = url.href.startsWith(`${publicUrl}/auth/`);
  return isOwn && !isSignIn ? url.href : home;
}
