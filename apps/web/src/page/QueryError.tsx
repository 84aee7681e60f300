import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { ErrorState } from '../components/ErrorState.tsx';

interface Failed {
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** A query that failed before it ever answered. */
export function QueryError({ query: { error, refetch } }: { query: Failed }) {
  const { t } = useTranslation();
  if (error === null) return null;
  return <ErrorState {...errorText(error, t)} onRetry={() => void refetch()} />;
}
