import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { keepTimeBefore } from '../../state/carriedTime.ts';
import { openingTime, ownTime } from './ownTime.ts';

/** On opening, takes the dashboard's own time and refresh, unless the URL is a link that says others. */
export function useOwnTime(dashboard: Dashboard): void {
  const navigate = useNavigate();
  const { range, from, to, refresh } = useSearch({ strict: false });
  const isOpened = useLocation({ select: ({ state }) => state.opensDashboard === true });
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    const wanted = openingTime(ownTime(dashboard), { range, from, refresh }, isOpened);
    if (Object.keys(wanted).length === 0) return;
    const before = { range, from, to, refresh };
    keepTimeBefore(before, { ...before, ...wanted });
    void navigate({ to: '.', search: (search) => ({ ...search, ...wanted }), replace: true });
  }, [dashboard, navigate, range, from, to, refresh, isOpened]);
}
