import { describe, expect, it } from 'vitest';
import { dashboardText } from './texts.ts';

describe('what a code says', () => {
  it('has the params in it, in either language, and never another’s', () => {
    const params = { metric: 'm{{label}}', label: 'pod' };
    expect(dashboardText('label.unknown', params, 'en')).toBe('m{{label}} has no label pod in this cluster.');
    expect(dashboardText('label.unknown', params, 'zh-CN')).toBe('该集群的 m{{label}} 没有标签 pod。');
    expect(dashboardText('metric.unknown', { metric: 'm', suggestion: 'n' }, 'en')).toBe(
      'This cluster has no m. It has n.',
    );
    expect(dashboardText('metric.unknown', { metric: 'm' }, 'en')).toBe('This cluster has no m.');
  });
});
