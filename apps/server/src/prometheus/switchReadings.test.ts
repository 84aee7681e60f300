import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { known } from '../fact.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { FleetSnapshot } from './fleetSnapshot.ts';
import { Monitoring } from './monitoring.ts';
import { PrometheusClient } from './prometheusClient.ts';

/** A GPU that makes the vocabulary, and what exporters of two eras say of NVSwitches. */
function history(now: number, lines: readonly string[]): string {
  const samples = ['DCGM_FI_DEV_GPU_UTIL{UUID="GPU-0",gpu="0",Hostname="gpu-node-a"} 5', ...lines];
  const times = [90, 75, 60, 45, 30, 15].map((ago) => Math.round(now) - ago);
  return `${samples.flatMap((line) => times.map((time) => `${line} ${time}`)).join('\n')}\n# EOF\n`;
}

describe.each([
  [
    'of both eras',
    [
      'DCGM_FI_DEV_NVSWITCH_FATAL_ERRORS{nvswitch="nvswitch0",Hostname="gpu-node-a"} 0',
      'DCGM_FI_DEV_SXID_FATAL_ERROR{nvswitch="nvswitch3",hostname="gpu-node-b"} 20034',
    ],
    [
      { nvSwitch: 'nvswitch0', sxid: 0, labels: { Hostname: 'gpu-node-a' } },
      { nvSwitch: 'nvswitch3', sxid: 20034, labels: { hostname: 'gpu-node-b' } },
    ],
  ],
  ['of machines without any', [], []],
] as const)('NVSwitches %s', (_, lines, expected) => {
  let prometheus: PrometheusServer;
  beforeAll(async () => {
    prometheus = await PrometheusServer.start(history(Date.now() / 1000, lines));
  });
  afterAll(() => prometheus.stop());

  it('are read with the SXID of their last fatal error', async () => {
    const client = new PrometheusClient({ url: prometheus.url, timeoutSeconds: 15, onRequest: () => {} });
    const fleet = new FleetSnapshot(client);
    try {
      const { switchReadings } = await new Monitoring(client, fleet).cache.get();
      const matching = expected.map((one) =>
        expect.objectContaining({ ...one, labels: expect.objectContaining(one.labels) }),
      );
      expect(switchReadings).toEqual(known(expect.arrayContaining(matching)));
      expect(switchReadings).toMatchObject({ value: { length: expected.length } });
    } finally {
      fleet.stop();
      await client.close();
    }
  });
});
