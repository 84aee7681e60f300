import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useEffect, useState } from 'react';
import { askable } from './draft/askable.ts';

/** Milliseconds after which a reader has stopped typing. */
const PAUSE = 400;

/** The draft as it was when it last stood still for a moment, each panel as it last could be asked for. */
export function usePreviewed(draft: Dashboard): Dashboard {
  const [previewed, setPreviewed] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setPreviewed((before) => askable(draft, before)), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  return previewed;
}
