import { describe, expect, it } from 'vitest';
import { formatNameOf, grafanaFormat, kubesphereFormat, NAMED_FORMATS } from './units.ts';

describe('the name of a format', () => {
  it.each([
    ['percent', 'ratio', 0.01],
    ['percentunit', 'ratio', 1],
    ['Percent (0-100)', 'ratio', 0.01],
    ['celsius', 'celsius', 1],
    ['decmbytes', 'bytes', 1e6],
    ['mbytes', 'bytes', 1024 ** 2],
    ['bps', 'bytesPerSecond', 1 / 8],
    ['kwatth', 'joules', 3.6e6],
    ['ms', 'seconds', 0.001],
  ])('%s in Grafana: %s × %d', (name, unit, scale) => {
    expect(grafanaFormat(name)).toMatchObject({ unit, scale });
  });

  it.each([
    ['none', 'count', 1],
    ['percent (0-100)', 'ratio', 0.01],
    ['percent (0.0-1.0)', 'ratio', 1],
    ['Byte', 'bytes', 1],
    ['Byte/s', 'bytesPerSecond', 1],
    ['MB', 'bytes', 1024 ** 2],
    ['bps', 'bytesPerSecond', 1 / 8],
    ['Bps', 'bytesPerSecond', 1],
    ['Celsius (°C)', 'celsius', 1],
    ['Watt (W)', 'watts', 1],
    ['MHz', 'hertz', 1e6],
    ['short', 'count', 1],
  ])('%s in KubeSphere: %s × %d', (name, unit, scale) => {
    expect(kubesphereFormat(name)).toMatchObject({ unit, scale });
  });

  it('is nothing where nobody knows it', () => {
    expect(grafanaFormat('currencyUSD')).toBeUndefined();
    expect(kubesphereFormat('__proto__')).toBeUndefined();
  });

  it('that is written is read as the same', () => {
    for (const { unit, scale } of NAMED_FORMATS) {
      const grafana = formatNameOf({ unit, scale }, 'grafana') ?? '';
      expect(grafanaFormat(grafana)).toMatchObject({ unit, scale });
      const kubesphere = formatNameOf({ unit, scale }, 'kubesphere');
      if (kubesphere !== undefined) expect(kubesphereFormat(kubesphere)).toMatchObject({ unit, scale });
    }
  });
});
