import type { Interval } from '@gpu-console/panels';
import type { Locale } from '@gpu-console/shared/units';

/** The part of an address that leads to a panel of its page, in letters that no address escapes. */
export const panelAnchor = (panel: string) => `panel-${panel.replace(/[^\w.:-]/g, '_')}`;

/** `href` with these absolute times in the place of a range that moves with the clock, at a panel if one is named. */
export function panelLink(href: string, { from, to }: Interval, panel?: string): string {
  const url = new URL(href);
  url.searchParams.delete('range');
  url.searchParams.set('from', String(Math.floor(from)));
  url.searchParams.set('to', String(Math.ceil(to)));
  if (panel !== undefined) url.hash = panelAnchor(panel);
  return url.href;
}

/** Where the server draws a panel, and what is chosen for its dashboard's variables, by name. */
export interface ImageAddress {
  readonly path: string;
  readonly variables: Readonly<Record<string, readonly string[]>>;
}

/** The whole address of a panel's picture between these times (Unix seconds), on the server of the page at `href`. */
export function imageLink(
  href: string,
  { path, variables }: ImageAddress,
  { from, to }: Interval,
  looks: { readonly theme: 'light' | 'dark'; readonly locale: Locale },
): string {
  const url = new URL(path, href);
  const times = { from: String(Math.floor(from)), to: String(Math.ceil(to)) };
  for (const [name, value] of Object.entries({ ...times, ...looks })) url.searchParams.set(name, value);
  for (const [name, values] of Object.entries(variables))
    for (const value of values) url.searchParams.append(`var-${name}`, value);
  return url.href;
}

/** A file's name that says what it holds: cluster, title and the end of the range, in letters every system takes. */
export function panelFileName(cluster: string, title: string, to: number, extension: string): string {
  const time = new Date(to * 1000).toISOString().slice(0, 16).replace(':', '');
  const name = [cluster, title, time].join(' ').replace(/[^\p{L}\p{N}.-]+/gu, '-');
  return `${name}.${extension}`;
}
