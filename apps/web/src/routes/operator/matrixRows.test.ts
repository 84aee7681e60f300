import type { OperatorCell } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { matrixRows } from './matrixRows.ts';

function cell(node: string, component: string, more: Partial<OperatorCell> = {}): OperatorCell {
  return {
    node,
    component,
    state: 'ready',
    role: null,
    waitsFor: null,
    container: null,
    containers: [],
    status: 'Running',
    pod: null,
    version: null,
    restarts: 0,
    lastTermination: null,
    since: null,
    ...more,
  };
}

const REPORT = {
  nodes: ['c', 'a', 'b', 'bare'],
  cells: [
    cell('a', 'driver'),
    cell('a', 'toolkit', { state: 'waits', role: 'victim', waitsFor: 'driver' }),
    cell('b', 'toolkit', { state: 'starting' }),
    cell('c', 'driver', { state: 'crashing', role: 'culprit' }),
    cell('c', 'toolkit'),
    cell('gone', 'toolkit'),
  ],
};

describe('the matrix', () => {
  it('has a row for each node, in the order of the report, with the components there', () => {
    const rows = matrixRows(REPORT, undefined);
    expect(rows.map(({ node }) => node)).toEqual(['c', 'a', 'b', 'bare']);
    expect(rows.map(({ cells }) => [...cells.keys()])).toEqual([
      ['driver', 'toolkit'],
      ['driver', 'toolkit'],
      ['toolkit'],
      [],
    ]);
  });

  it('of one component has only the nodes that have it, those where it is in trouble first', () => {
    expect(matrixRows(REPORT, 'toolkit').map(({ node }) => node)).toEqual(['a', 'b', 'c']);
    expect(matrixRows(REPORT, 'driver').map(({ node }) => node)).toEqual(['c', 'a']);
  });
});
