import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ownTime } from './ownTime.ts';

/** On opening, takes the dashboard's own time and refresh where the URL has none. */
export function useOwnTime(dashboard: Dashboard): void {
  const navigate = useNavigate();
  const { range, from, refresh } = useSearch({ strict: false });
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    const own = ownTime(dashboard);
    const { refresh: ownRefresh, ...time } = own;
    const wanted = {
      ...(range === undefined && from === undefined ? time : {}),
      ...(refresh === undefined && ownRefresh !== undefined ? { refresh: ownRefresh } : {}),
    };
    if (Object.keys(wanted).length > 0)
      void navigate({ to: '.', search: (search) => ({ ...search, ...wanted }), replace: true });
  }, [dashboard, navigate, range, from, refresh]);
}
