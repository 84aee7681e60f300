import { describe, expect, it } from 'vitest';
import { workloadOf } from './workload.ts';

const CREATED = 1_700_000_000;
const DUE = String(Math.floor(CREATED / 60));

describe('the workload of a pod', () => {
  it.each([
    ['ReplicaSet', 'chat-5c9d8', { 'pod-template-hash': '5c9d8' }, 'Deployment', 'chat'],
    ['ReplicaSet', 'own-set', {}, 'ReplicaSet', 'own-set'],
    ['ReplicaSet', 'own-set', { 'pod-template-hash': '5c9d8' }, 'ReplicaSet', 'own-set'],
    ['Job', `nightly-eval-${DUE}`, {}, 'CronJob', 'nightly-eval'],
    ['Job', `nightly-eval-${CREATED - 30}`, {}, 'CronJob', 'nightly-eval'],
    ['Job', 'train-20240229', {}, 'Job', 'train-20240229'],
    ['Job', 'train', {}, 'Job', 'train'],
    ['StatefulSet', 'notebook', {}, 'StatefulSet', 'notebook'],
    ['StatefulSet', `notebook-${DUE}`, {}, 'StatefulSet', `notebook-${DUE}`],
  ])('of %s %s %j is %s %s', (kind, name, labels, workload, expected) => {
    expect(workloadOf({ kind, name }, labels, CREATED)).toEqual({ kind: workload, name: expected });
  });

  it('of a pod that nothing owns is none', () => {
    expect(workloadOf(null, {}, CREATED)).toBeNull();
  });
});
