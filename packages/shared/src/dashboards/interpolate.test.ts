import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate } from './interpolate.ts';

const hour = { from: 1_700_000_000, to: 1_700_003_600, step: 30, scrapeInterval: 15 };

describe('Grafana’s built-in variables', () => {
  it.each([
    ['rate(x[$__rate_interval])', 'rate(x[60s])'],
    ['max_over_time(x[$__interval])', 'max_over_time(x[30s])'],
    ['increase(x[$__range])', 'increase(x[3600s])'],
    ['increase(x[$__range]) / $__range_s', 'increase(x[3600s]) / 3600'],
    ['$__range_ms + $__interval_ms', '3600000 + 30000'],
    ['x[$__interval:$__interval]', 'x[30s:30s]'],
  ])('%s becomes %s', (expr, ready) => {
    expect(interpolate(expr, hour)).toBe(ready);
  });

  it('leaves an expression without variables as it is', () => {
    const expr = 'up{job=~"dcgm.*"} # $HOME, $node, $__unknown';
    expect(interpolate(expr, hour)).toBe(expr);
  });

  it('gives a rate the step and one scrape, or four scrapes, whichever is longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400 }),
        fc.integer({ min: 1, max: 300 }),
        (step, scrapeInterval) => {
          const seconds = Number.parseInt(
            interpolate('$__rate_interval', { ...hour, step, scrapeInterval }),
            10,
          );
          expect(seconds).toBe(Math.max(step + scrapeInterval, 4 * scrapeInterval));
        },
      ),
    );
  });

  it('never gives an empty window, which Prometheus refuses', () => {
    const moment = { from: 1_700_000_000, to: 1_700_000_000, step: 0.1, scrapeInterval: 1 };
    expect(interpolate('$__range $__interval', moment)).toBe('1s 1s');
  });
});
