import type { Interval } from '@gpu-console/panels/interval';

/** `href` with these absolute times in the place of a range that moves with the clock. */
export function panelLink(href: string, { from, to }: Interval): string {
  const url = new URL(href);
  url.searchParams.delete('range');
  url.searchParams.set('from', String(Math.floor(from)));
  url.searchParams.set('to', String(Math.ceil(to)));
  return url.href;
}

/** A file's name that says what it holds: cluster, title and the end of the range, in letters every system takes. */
export function panelFileName(cluster: string, title: string, to: number, extension: string): string {
  const time = new Date(to * 1000).toISOString().slice(0, 16).replace(':', '');
  const name = [cluster, title, time].join(' ').replace(/[^\p{L}\p{N}.-]+/gu, '-');
  return `${name}.${extension}`;
}
