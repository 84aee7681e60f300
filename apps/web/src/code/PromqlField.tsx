import { lazy, Suspense } from 'react';
import { Skeleton } from '../components/Skeleton.tsx';
import type { PromqlEditorProps } from './PromqlEditor.tsx';

/** CodeMirror is code of its own, on its way while the panels ask for their data. */
const PromqlEditor = lazy(async () => ({ default: (await import('./PromqlEditor.tsx')).PromqlEditor }));

/** A query, to be written. */
export function PromqlField(props: PromqlEditorProps) {
  return (
    <Suspense fallback={<Skeleton className="h-14" />}>
      <PromqlEditor {...props} />
    </Suspense>
  );
}
