import { useVirtualizer } from '@tanstack/react-virtual';

const VIRTUAL_FROM = 60;
const OVERSCAN = 12;

/**
 * Of long lists only the rows in sight are in the page: those from `first` up to `end`.
 * @param viewport what scrolls; null until it is in the page
 */
export function useRowsInSight(count: number, rowHeight: number, viewport: HTMLElement | null) {
  const isVirtual = count > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count,
    enabled: isVirtual,
    estimateSize: () => rowHeight,
    getScrollElement: () => viewport,
    overscan: OVERSCAN,
  });
  const inSight = virtualizer.getVirtualItems();
  return {
    first: isVirtual ? (inSight[0]?.index ?? 0) : 0,
    end: isVirtual ? (inSight.at(-1)?.index ?? -1) + 1 : count,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index),
  };
}
