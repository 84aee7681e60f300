import { expect, it, onTestFinished } from 'vitest';
import { answering } from '../testing/impostor.ts';
import { FleetSnapshot } from './fleetSnapshot.ts';
import { Monitoring } from './monitoring.ts';
import { PrometheusClient } from './prometheusClient.ts';

async function monitoringOf(body: string) {
  const url = await answering(200, body);
  const client = new PrometheusClient({ url, timeoutSeconds: 15, onRequest: () => {} });
  const fleet = new FleetSnapshot(client);
  onTestFinished(() => {
    fleet.stop();
    return client.close();
  });
  return new Monitoring(client, fleet).cache.get();
}

it.each([
  [
    'other shapes',
    '{"status":"success","data":{"activeTargets":[{"labels":7}],"alerts":null}}',
    /not what its API promises: it has another shape$/,
  ],
  ['no whole JSON', '{"status":"succ', /not what its API promises: it is no whole JSON$/],
  ['errors that say 200', '{"status":"error","error":"away"}', /^away$/],
  ['a web page', '<html>Sign in</html>', /^Not Prometheus but a web page answers/],
])('tells of %s in plain words', async (_, body, words) => {
  const { targets, firing, clockAhead, operatorSamples } = await monitoringOf(body);
  for (const part of [targets, firing, clockAhead])
    expect(part).toEqual({ unknown: expect.stringMatching(words) });
  expect(operatorSamples).toEqual({ unknown: expect.not.stringMatching(/[<>{}[\]]|expected/) });
});
