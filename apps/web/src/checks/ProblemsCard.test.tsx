// @vitest-environment happy-dom

import type { ProblemDetail } from '@gpu-console/shared/contract';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { ProblemsCard } from './ProblemsCard.tsx';
import { problemAnchor } from './problemAnchor.ts';

const subject = { kind: 'node', name: 'gpu-1', namespace: null, node: 'gpu-1' } as const;
const found = (resource: string): ProblemDetail => ({
  id: `devices-healthy/gpu-1/unhealthy/${resource}`,
  severity: 'critical',
  title: { en: resource, 'zh-CN': resource },
  result: {
    id: `devices-healthy/gpu-1/unhealthy/${resource}`,
    check: 'devices-healthy',
    stage: 'devices',
    subject,
    verdict: 'fail',
    severity: 'critical',
    variant: 'unhealthy',
    params: { node: 'gpu-1', resource, capacity: 8, unhealthy: 1 },
    evidence: [],
    blockedBy: null,
    reason: null,
    commands: [`kubectl describe node gpu-1 # ${resource}`],
  },
});
const FIRST = found('nvidia.com/gpu');
const SECOND = found('nvidia.com/mig-1g.5gb');
const ALERT: ProblemDetail = {
  id: 'alert/Hot',
  severity: 'warning',
  title: { en: 'Hot: gpu-1', 'zh-CN': 'Hot' },
  result: null,
};
const at = ({ id }: ProblemDetail) => `/c/here/nodes/gpu-1#${problemAnchor(id)}`;

it('shows the worst at once, the others when opened, and an alert in its words', async () => {
  const { user } = await renderInApp(<ProblemsCard problems={[FIRST, SECOND, ALERT]} />);
  expect(screen.getByText(/# nvidia.com\/gpu/)).toBeDefined();
  expect(screen.queryByText(/# nvidia.com\/mig/)).toBeNull();
  expect(screen.getByText('Hot: gpu-1')).toBeDefined();
  await user.click(screen.getByText(/mig-1g.5gb .*unhealthy/));
  expect(await screen.findByText(/# nvidia.com\/mig/)).toBeDefined();
});

it('opens the one that the address leads to, and gives it the focus', async () => {
  await renderInApp(<ProblemsCard problems={[FIRST, SECOND]} />, at(SECOND));
  expect(screen.getByText(/# nvidia.com\/mig/)).toBeDefined();
  expect(screen.queryByText(/# nvidia.com\/gpu/)).toBeNull();
  expect(document.activeElement?.id).toBe(problemAnchor(SECOND.id));
});

it('says that the one which the address leads to is over', async () => {
  await renderInApp(<ProblemsCard problems={[]} />, at(SECOND));
  expect(screen.getByText(/is no longer found/)).toBeDefined();
});

it('is not there where nothing is wrong', async () => {
  await renderInApp(<ProblemsCard problems={[]} />);
  expect(screen.queryByText('Problems')).toBeNull();
});
