import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { Fragment, useEffect } from 'react';
import { onNotSignedIn } from '../api/client.ts';
import { followOtherTabs, isNobody, sessionQuery } from '../api/session.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { SignInLink } from './SignedOut.tsx';
import { pageTexts } from './texts.ts';

/**
 * Lets nobody in who has to sign in first, and keeps what is on screen when a session ends under it. Pages start anew with
 * each user.
 */
export function SessionGate() {
  const client = useQueryClient();
  const session = useQuery(sessionQuery).data;
  const here = useLocation();
  useEffect(
    () =>
      onNotSignedIn(
        () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }, { cancelRefetch: false }),
      ),
    [client],
  );
  useEffect(() => followOtherTabs(client), [client]);

  const isSignIn = here.pathname === '/signin';
  const hasEnded = session !== undefined && isNobody(session) && !isSignIn;
  if (hasEnded && session.owner === null)
    return <Navigate to="/signin" search={{ return: here.publicHref }} replace />;
  return (
    <Fragment key={session?.generation}>
      <Outlet />
      {hasEnded && <SessionEnded />}
    </Fragment>
  );
}

/** That the session ended, above what was shown before. */
export function SessionEnded() {
  const texts = useTexts(pageTexts);
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-card border border-warning/30 bg-warning-soft px-4 py-2 text-warning shadow-float print:hidden"
    >
      <LogOut aria-hidden size={16} className="shrink-0" />
      <strong className="font-semibold">{texts.sessionEnded}</strong>
      <span>{texts.sessionEndedDetail}</span>
      <SignInLink />
    </div>
  );
}
