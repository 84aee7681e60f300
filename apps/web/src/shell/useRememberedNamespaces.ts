import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { rememberedNamespaces } from '../state/view.ts';

interface Entered {
  readonly cluster: string;
  /** The namespaces in the address as it was last seen. */
  readonly ns: string | undefined;
}

/**
 * Gives an address without namespaces those that were chosen for its cluster before, as the cluster is entered; those of the
 * cluster before never come along.
 * @returns whether the address is still to change, and nothing of the cluster to be asked
 */
export function useRememberedNamespaces(cluster: string): boolean {
  const navigate = useNavigate();
  const { ns } = useSearch({ strict: false });
  const [entered, setEntered] = useState<Entered | null>(null);
  const isNew = entered?.cluster !== cluster;
  const isOwn = ns !== undefined && ns !== entered?.ns;
  const wanted = isNew && !isOwn ? rememberedNamespaces(cluster) : ns;
  const isSettled = wanted === ns;
  if (isSettled && (isNew || entered.ns !== ns)) setEntered({ cluster, ns });
  useEffect(() => {
    if (!isSettled) void navigate({ to: '.', search: (known) => ({ ...known, ns: wanted }), replace: true });
  }, [isSettled, wanted, navigate]);
  return !isSettled;
}
