import { isNotSignedIn, isNotYours } from '../api/client.ts';
import { useErrorText } from '../api/useErrorText.ts';
import { ErrorState } from '../components/ErrorState.tsx';
import { NotYours } from './NotYours.tsx';
import { SignedOut } from './SignedOut.tsx';

interface Failed {
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** A query that failed before it ever answered. */
export function QueryError({ query: { error, refetch } }: { query: Failed }) {
  const errorText = useErrorText();
  if (error === null) return null;
  if (isNotSignedIn(error)) return <SignedOut />;
  if (isNotYours(error)) return <NotYours error={error} />;
  return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
}
