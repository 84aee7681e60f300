import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { pageTexts } from './texts.ts';

export function NotFoundPage() {
  const texts = useTexts(pageTexts);
  return (
    <EmptyState icon={Compass} title={texts.notFound.title}>
      <p>{texts.notFound.detail}</p>
      <p className="mt-3">
        <Link to="/" className="text-accent hover:underline">
          {texts.notFound.back}
        </Link>
      </p>
    </EmptyState>
  );
}
