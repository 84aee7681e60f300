import { useNavigate, useSearch } from '@tanstack/react-router';

const ALL = '*';

/** Which rows of the tree are open, in the URL: their keys, or `*` for all. A filter opens all that it leaves. */
export function useOpenRows(keys: readonly string[], filtered: boolean) {
  const { open = '' } = useSearch({ from: '/c/$cluster/workloads' });
  const navigate = useNavigate();
  const set = (next: string) =>
    void navigate({
      to: '.',
      search: (search) => ({ ...search, open: next === '' ? undefined : next }),
      replace: true,
    });
  const chosen: ReadonlySet<string> = new Set(open === ALL ? keys : open.split(',').filter(Boolean));
  return {
    isOpen: (key: string) => filtered || chosen.has(key),
    toggle: (key: string) => {
      const next = new Set(chosen);
      if (!next.delete(key)) next.add(key);
      set([...next].join(','));
    },
    openAll: () => set(ALL),
    closeAll: () => set(''),
  };
}
