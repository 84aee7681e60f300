import type { DashboardPanel } from './schema.ts';

/** In columns and rows of the grid. */
export interface PanelSize {
  readonly w: number;
  readonly h: number;
}

const DEFAULT_SIZE: PanelSize = { w: 12, h: 8 };
const OTHERS: Readonly<Partial<Record<DashboardPanel['kind'], PanelSize>>> = {
  stat: { w: 6, h: 5 },
  text: { w: 12, h: 6 },
  unsupported: { w: 12, h: 5 },
};

/** Of a panel that nothing gave a place. */
export function defaultSize(kind: DashboardPanel['kind']): PanelSize {
  return OTHERS[kind] ?? DEFAULT_SIZE;
}
