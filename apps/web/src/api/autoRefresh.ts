import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { bumpTick } from '../state/tick.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { LIVE } from './keys.ts';
import { useIsSignedOut } from './session.ts';

const CHECK_MILLISECONDS = 1000;

/** Brings the whole page up to this moment: states of now, and every relative time range. */
export function useRefreshNow(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    bumpTick();
    void client.invalidateQueries({ queryKey: LIVE });
  }, [client]);
}

/** Refreshes as often as the reader chose; not while the tab is hidden or nobody is signed in, and at once when it comes back overdue. */
export function useAutoRefresh(): void {
  const refreshNow = useRefreshNow();
  const { refreshSeconds } = useTimeRange();
  const isSignedOut = useIsSignedOut();

  useEffect(() => {
    if (refreshSeconds === 0 || isSignedOut) return;
    let last = Date.now();
    const refreshIfDue = () => {
      if (document.hidden || Date.now() - last < refreshSeconds * 1000) return;
      last = Date.now();
      refreshNow();
    };
    const timer = setInterval(refreshIfDue, CHECK_MILLISECONDS);
    document.addEventListener('visibilitychange', refreshIfDue);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshIfDue);
    };
  }, [refreshNow, refreshSeconds, isSignedOut]);
}
