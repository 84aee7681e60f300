import { panelOf } from '@gpu-console/panels/fixtures';
import { MAX_QUERIES } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { panelRequests, pointsFor } from './panelRequests.ts';

describe('panelRequests', () => {
  it('asks for all panels in one request, under ids that tell them apart', () => {
    const [request, ...rest] = panelRequests([panelOf(), panelOf({ id: 'temperature' })]);
    expect(rest).toEqual([]);
    expect(request?.map(({ id }) => id)).toEqual(['power:a', 'temperature:a']);
  });

  it('sends no more queries in one request than the server takes', () => {
    const panels = Array.from({ length: MAX_QUERIES + 1 }, (_, index) => panelOf({ id: `${index}` }));
    expect(panelRequests(panels).map((request) => request.length)).toEqual([MAX_QUERIES, 1]);
  });

  it('asks for the values at the end alone where a query wants no more', () => {
    const { queries } = panelOf();
    const now = queries.map((query) => ({ ...query, id: 'now', instant: true }));
    const [request] = panelRequests([panelOf({ queries: [...queries, ...now] })]);
    expect(request?.map(({ instant }) => instant)).toEqual([undefined, true]);
  });

  it('asks nothing for no panels', () => {
    expect(panelRequests([])).toEqual([]);
  });
});

describe('pointsFor', () => {
  it('has a point per pixel, in steps', () => {
    expect([1, 200, 201, 640].map(pointsFor)).toEqual([200, 200, 400, 800]);
  });
});
