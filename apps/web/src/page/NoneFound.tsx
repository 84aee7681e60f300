import { CircleHelp } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { useIsPartial } from './partial.ts';

/** What an empty list says: that there is nothing or, while a source tells not all, that nobody knows. */
export function NoneFound(nothing: ComponentProps<typeof EmptyState>) {
  const { t } = useTranslation();
  if (!useIsPartial()) return <EmptyState {...nothing} />;
  return (
    <EmptyState icon={CircleHelp} title={t('partial.unknown')}>
      {t('partial.unknownDetail')}
    </EmptyState>
  );
}
