import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCluster } from './cluster.ts';
import { readStored, writeStored } from './stored.ts';

/** What every question to a cluster is of: which cluster, and which of its namespaces are looked at. */
export interface ClusterView {
  readonly cluster: string;
  /** Names with commas between them; undefined for all that the reader may see. */
  readonly namespaces: string | undefined;
}

/** The namespaces looked at, as they stand in the URL. */
export interface NamespaceSearch {
  readonly ns?: string | undefined;
}

/** As many as a server takes together. */
const MAX_NAMESPACES = 200;
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The names in order and each once, so that one choice is one question; undefined where there are none. */
export function namespacesText(names: readonly string[]): string | undefined {
  const known = [...new Set(names)].filter((name) => NAME.test(name)).sort();
  return known.length === 0 ? undefined : known.slice(0, MAX_NAMESPACES).join(',');
}

export const namesIn = (text: string | undefined): readonly string[] => text?.split(',') ?? [];

/** Reads the URL's own words; what cannot be a namespace's name is as if absent. */
export function parseNamespaces({ ns }: Readonly<Record<string, unknown>>): NamespaceSearch {
  const text = typeof ns === 'string' ? namespacesText(namesIn(ns)) : undefined;
  return ns === undefined || ns === '' ? {} : { ns: text };
}

const keyOf = (cluster: string) => `namespaces.${cluster}`;

/** What was chosen for a cluster in this browser. */
export const rememberedNamespaces = (cluster: string): string | undefined =>
  namespacesText(namesIn(readStored(keyOf(cluster)) ?? undefined));

/** The part of the cluster that the page shows. */
export function useView(): ClusterView {
  const cluster = useCluster().id;
  const { ns: namespaces } = useSearch({ strict: false });
  return useMemo(() => ({ cluster, namespaces }), [cluster, namespaces]);
}

/** The namespaces that the reader narrowed the pages to, none for no such filter; and how to choose others. */
export function useNamespaceFilter(): {
  readonly names: readonly string[];
  readonly choose: (names: readonly string[]) => void;
} {
  const { cluster, namespaces } = useView();
  const navigate = useNavigate();
  return useMemo(() => {
    const choose = (names: readonly string[]) => {
      const ns = namespacesText(names);
      writeStored(keyOf(cluster), ns ?? '');
      void navigate({ to: '.', search: (known) => ({ ...known, ns }), resetScroll: false });
    };
    return { names: namesIn(namespaces), choose };
  }, [cluster, namespaces, navigate]);
}
