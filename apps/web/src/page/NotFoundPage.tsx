import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={Compass} title={t('notFound.title')}>
      <p>{t('notFound.detail')}</p>
      <p className="mt-3">
        <Link to="/" className="text-accent hover:underline">
          {t('notFound.back')}
        </Link>
      </p>
    </EmptyState>
  );
}
