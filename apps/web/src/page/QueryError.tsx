import { useErrorText } from '../api/useErrorText.ts';
import { ErrorState } from '../components/ErrorState.tsx';

interface Failed {
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** A query that failed before it ever answered. */
export function QueryError({ query: { error, refetch } }: { query: Failed }) {
  const errorText = useErrorText();
  if (error === null) return null;
  return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
}
