// @vitest-environment happy-dom

import type { CheckResult } from '@gpu-console/shared/contract';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { CheckResultCard } from './CheckResultCard.tsx';

const seen = { object: 'Node/gpu-1', field: '.status.capacity', value: '8', time: null };
const RESULT: CheckResult = {
  id: 'devices-healthy gpu-1',
  check: 'devices-healthy',
  stage: 'devices',
  subject: { kind: 'node', name: 'gpu-1', namespace: null, node: 'gpu-1' },
  verdict: 'fail',
  severity: 'critical',
  variant: 'unhealthy',
  params: { node: 'gpu-1', resource: 'nvidia.com/gpu', capacity: 8, unhealthy: 1 },
  evidence: [seen, seen, { ...seen, value: '7' }],
  blockedBy: null,
  reason: null,
  commands: ['kubectl get nodes', 'kubectl describe node gpu-1'],
};

describe('a check’s result', () => {
  it('is one line until it is opened', async () => {
    const { user } = await renderInApp(<CheckResultCard result={RESULT} />);
    expect(screen.queryByText('kubectl get nodes')).toBeNull();
    await user.click(screen.getByText(/are unhealthy and not allocatable/));
    expect(await screen.findByText('kubectl get nodes')).toBeDefined();
  });

  it('gives the commands one by one, and all at once', async () => {
    const { user } = await renderInApp(<CheckResultCard result={RESULT} defaultOpen />);
    expect(screen.getAllByRole('button', { name: 'Copy the command' })).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Copy all commands' }));
    expect(await navigator.clipboard.readText()).toBe('kubectl get nodes\nkubectl describe node gpu-1');
  });

  it('shows what was seen several times once', async () => {
    await renderInApp(<CheckResultCard result={RESULT} defaultOpen />);
    expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['8', '7']);
  });

  it('leads to what it is about', async () => {
    await renderInApp(<CheckResultCard result={RESULT} defaultOpen />);
    expect(screen.getByRole('link', { name: 'gpu-1' }).getAttribute('href')).toBe('/c/here/nodes/gpu-1');
  });

  it('is no failure of its own where it waits for another', async () => {
    const blockedBy = { check: 'gpu-allocatable', subject: RESULT.subject };
    await renderInApp(<CheckResultCard result={{ ...RESULT, blockedBy }} defaultOpen />);
    expect(screen.getByText('Blocked')).toBeDefined();
    expect(screen.queryByText('Critical')).toBeNull();
    expect(screen.getByText('Blocked by: The node offers its GPUs (gpu-1)')).toBeDefined();
  });

  it('says why nobody can tell', async () => {
    const unknown = {
      ...RESULT,
      verdict: 'unknown',
      severity: null,
      variant: null,
      reason: 'nodes is forbidden',
    } as const;
    await renderInApp(<CheckResultCard result={unknown} />);
    expect(screen.getByText('Unknown: nodes is forbidden')).toBeDefined();
  });
});
