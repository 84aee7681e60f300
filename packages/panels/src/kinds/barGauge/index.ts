import type { BarGaugePanel } from '@gpu-console/shared/dashboards';
import { valuesKind } from '../../values/valuesKind.ts';
import { barGaugeShapes } from './barGaugeShapes.ts';

export const barGauge = valuesKind<BarGaugePanel>(barGaugeShapes);
