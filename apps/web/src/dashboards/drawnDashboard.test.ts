// @vitest-environment happy-dom
import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import { arrangePanels } from '@gpu-console/shared/dashboards/arrangePanels';
import type { VariableValue } from '@gpu-console/shared/dashboards/variables';
import { describe, expect, it } from 'vitest';
import { imageAddress } from './drawnDashboard.ts';

const chosenValue = (...values: readonly string[]): VariableValue => ({ values, texts: values, own: false });
const values = new Map([
  ['node', chosenValue('a', 'b')],
  ['job', chosenValue('x', 'y')],
]);
const base = { kind: 'timeseries', title: 'T', unit: 'count', queries: [] } as const;
const PANELS: readonly DashboardPanel[] = [
  { ...base, id: 'one/two' },
  { ...base, id: 'many', repeat: { variable: 'node', direction: 'down' } },
];
const dashboard = { id: 'my board', chosen: { job: ['x', 'y'] }, values };
const addresses = arrangePanels(PANELS, values)
  .flatMap(({ cells }) => cells)
  .map((cell) => imageAddress({ cluster: 'demo', namespaces: 'ml,nlp' }, dashboard, cell));

describe('imageAddress', () => {
  it('is that of the dashboard, the panel, the namespaces and what is chosen', () => {
    expect(addresses[0]).toEqual({
      path: '/api/v1/clusters/demo/dashboards/my%20board/panels/one%2Ftwo.png?namespaces=ml%2Cnlp',
      variables: { job: ['x', 'y'] },
    });
  });

  it('has the own value of each copy of a panel that repeats', () => {
    expect(addresses.slice(1).map(({ variables }) => variables)).toEqual([
      { job: ['x', 'y'], node: ['a'] },
      { job: ['x', 'y'], node: ['b'] },
    ]);
  });
});
