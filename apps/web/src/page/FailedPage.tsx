import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/ErrorState.tsx';

/** In place of a page that broke, e.g. because its code could not be loaded after an upgrade of the server. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <ErrorState
      title={t('error.page')}
      detail={error instanceof Error ? error.message : String(error)}
      onRetry={retry}
    />
  );
}
