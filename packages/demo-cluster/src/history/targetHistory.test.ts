import { describe, expect, it } from 'vitest';
import { storedLabels } from './targetHistory.ts';

describe('storedLabels', () => {
  const target = { pod: 'exporter-1', namespace: 'gpu-operator', instance: '127.64.1.2:9400' };

  it.each([
    [
      'moves the workload to exported_…',
      { pod: 'train', gpu: '0' },
      false,
      { pod: 'exporter-1', exported_pod: 'train', gpu: '0' },
    ],
    ['drops empty labels', { pod: '', gpu: '0' }, false, { pod: 'exporter-1', gpu: '0' }],
    [
      'keeps the workload with honorLabels',
      { pod: 'train' },
      true,
      { pod: 'train', namespace: 'gpu-operator' },
    ],
    ['lets an empty label win with honorLabels', { pod: '', gpu: '0' }, true, { gpu: '0', pod: undefined }],
  ])('%s', (_, scraped, honorLabels, expected) => {
    const stored = Object.fromEntries(storedLabels(Object.entries(scraped), target, honorLabels).pairs);
    expect(stored).toMatchObject({ instance: target.instance, ...JSON.parse(JSON.stringify(expected)) });
    if ('pod' in expected && expected.pod === undefined) expect(stored).not.toHaveProperty('pod');
  });
});
