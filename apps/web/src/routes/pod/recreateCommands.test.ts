import { describe, expect, it } from 'vitest';
import { recreateCommands } from './recreateCommands.ts';

const pod = { namespace: 'ml', name: 'train-0' };

describe('the commands that re-create a pod', () => {
  it('delete it where something creates it again', () => {
    expect(recreateCommands({ ...pod, owner: { kind: 'StatefulSet', name: 'train' } })).toEqual([
      'kubectl -n ml delete pod train-0',
    ]);
  });

  it('save its manifest first where nothing does', () => {
    expect(recreateCommands({ ...pod, owner: null })).toEqual([
      'kubectl -n ml get pod train-0 -o yaml > train-0.yaml',
      'kubectl -n ml delete pod train-0',
      'kubectl apply -f train-0.yaml',
    ]);
  });
});
