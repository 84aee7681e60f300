import { describe, expect, it } from 'vitest';
import { deviceKey } from './deviceKey.ts';

describe('a device’s key', () => {
  it('is the GPU’s UUID, and the instance where MIG splits it', () => {
    expect(deviceKey('GPU-1', undefined)).toBe('GPU-1');
    expect(deviceKey('GPU-1', '')).toBe('GPU-1');
    expect(deviceKey('GPU-1', '7')).toBe('GPU-1/7');
  });
});
