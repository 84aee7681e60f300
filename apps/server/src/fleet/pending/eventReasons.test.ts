import type { KubeEvent } from '@gpu-console/shared/contract';
import { expect, it } from 'vitest';
import { withEvents } from './eventReasons.ts';
import { schedulerReasons } from './schedulerReasons.ts';

const event = (reason: string, message: string): KubeEvent => ({
  ...{ type: 'Warning', reason, message, count: 1, lastSeen: 1, object: 'Pod/vllm-0' },
});
const message = '0/3 nodes are available: 3 node unregistered.';
const causes = schedulerReasons(message);
const pending = { message, since: 0, causes, reasons: causes.map(({ text }) => text) };

it('adds the newest that HAMi, the autoscaler and Karpenter said to what the scheduler says', () => {
  const told = withEvents(pending, [
    event('FailedScheduling', message),
    event(
      'FilteringFailed',
      'no available node, 2 nodes do not meet; 2 nodes failed: CardInsufficientMemory (a, b)',
    ),
    event('FilteringFailed', 'no available node, 1 nodes do not meet; 1 nodes failed: CardTypeMismatch (a)'),
    event('NotTriggerScaleUp', "pod didn't trigger scale-up: 1 max node group size reached"),
    event(
      'FailedScheduling',
      'Failed to schedule pod, incompatible with nodepool "gpu", no instance type satisfied resources {"nvidia.com/gpu":"1"}',
    ),
    event('Pulled', 'Container image is there'),
  ]);
  expect(told.causes.map(({ kind, places }) => [kind, ...places])).toEqual([
    ['unregistered'],
    ['insufficient', 'a', 'b'],
    ['scale-up'],
    ['instance-type', 'gpu'],
  ]);
  expect(told.reasons).toHaveLength(4);
});

it('says the same twice of nobody, and nothing of a pod that does not wait', () => {
  expect(withEvents(pending, [event('FailedScheduling', message)])).toEqual(pending);
  expect(withEvents(null, [event('NotTriggerScaleUp', 'pod didn’t')])).toBeNull();
});
