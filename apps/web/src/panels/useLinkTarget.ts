import { useLocation } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { panelAnchor } from './panelLink.ts';
import type { PanelState } from './panelState.ts';

/**
 * Whether the page's address leads to this panel; one that it leads to comes into sight when it is first drawn, and once more
 * when its data is there.
 */
export function useLinkTarget(
  panel: string,
  state: PanelState['kind'],
): { readonly ref: RefObject<HTMLDivElement | null>; readonly isTarget: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const isTarget = useLocation({ select: ({ hash }) => hash === panelAnchor(panel) });
  const isReady = state === 'ready';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above has its height when the data is there
  useEffect(() => {
    if (isTarget) ref.current?.scrollIntoView({ block: 'center' });
  }, [isTarget, isReady]);
  return { ref, isTarget };
}
