import { type ChartTokens, THEMES } from '@gpu-console/panels';
import { useTheme } from '../state/theme.ts';

/** The colours and type of the theme on screen, as a canvas needs them. */
export function useChartTokens(): ChartTokens {
  return THEMES[useTheme().theme];
}
