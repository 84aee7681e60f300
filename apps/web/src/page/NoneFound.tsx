import { CircleHelp } from 'lucide-react';
import type { ComponentProps } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { useIsPartial } from './partial.ts';
import { pageTexts } from './texts.ts';

/** What an empty list says: that there is nothing or, while a source tells not all, that nobody knows. */
export function NoneFound(nothing: ComponentProps<typeof EmptyState>) {
  const texts = useTexts(pageTexts);
  if (!useIsPartial()) return <EmptyState {...nothing} />;
  return (
    <EmptyState icon={CircleHelp} title={texts.partial.unknown}>
      {texts.partial.unknownDetail}
    </EmptyState>
  );
}
