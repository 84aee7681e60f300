import type { ChartTokens } from '@gpu-console/panels/tokens';
import { useMemo } from 'react';
import { useTheme } from '../state/theme.ts';

const SERIES_COUNT = 10;
const HEAT_COUNT = 10;

function readTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: Array.from({ length: SERIES_COUNT }, (_, index) => read(`--series-${index + 1}`)),
    heat: Array.from({ length: HEAT_COUNT }, (_, index) => read(`--heat-${index}`)),
    ink: read('--color-ink'),
    muted: read('--color-muted'),
    line: read('--color-line'),
    lineStrong: read('--color-line-strong'),
    surface: read('--color-surface'),
    sunken: read('--color-sunken'),
    warning: read('--color-warning'),
    critical: read('--color-critical'),
    info: read('--color-info'),
    font: read('--font-sans'),
  };
}

/** The tokens of the theme on screen. */
export function useChartTokens(): ChartTokens {
  const { theme } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style sheet answers differently per theme
  return useMemo(readTokens, [theme]);
}
