import type { StatPanel } from '@gpu-console/shared/dashboards';
import { valuesKind } from '../../values/valuesKind.ts';
import { statShapes } from './statShapes.ts';

export const stat = valuesKind<StatPanel>(statShapes);
