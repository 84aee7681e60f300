import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorState } from '../components/ErrorState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { pageTexts } from './texts.ts';

/** In place of a page that broke, e.g. because its code could not be loaded after an upgrade of the server. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const texts = useTexts(pageTexts);
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <ErrorState
      title={texts.failed}
      detail={error instanceof Error ? error.message : String(error)}
      onRetry={retry}
    />
  );
}
