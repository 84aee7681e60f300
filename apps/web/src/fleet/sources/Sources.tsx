import { lazy, Suspense } from 'react';
import type { SourcedNumber } from './sourceIds.ts';

const SourcesButton = lazy(async () => ({ default: (await import('./SourcesButton.tsx')).SourcesButton }));

interface SourcesProps {
  /** What the numbers belong to, for screen readers. */
  readonly title: string;
  readonly numbers: readonly SourcedNumber[];
}

/** The "i" of numbers: where each comes from and how to ask for it oneself. Its code comes when the page stands. */
export function Sources(props: SourcesProps) {
  return (
    <Suspense fallback={<span className="inline-block size-6" />}>
      <SourcesButton {...props} />
    </Suspense>
  );
}
