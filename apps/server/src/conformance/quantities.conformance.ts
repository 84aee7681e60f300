import { parseQuantity } from '@gpu-console/shared/kubernetes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';
import { startDemoCluster } from './demoCluster.ts';

const GPU = 'nvidia.com/gpu';
const Stored = z.object({
  spec: z.object({
    containers: z.tuple([z.object({ resources: z.object({ limits: z.object({ [GPU]: z.string() }) }) })]),
  }),
});

const SUFFIXES = [
  '',
  '',
  '',
  'n',
  'u',
  'm',
  'k',
  'K',
  'M',
  'G',
  'Ki',
  'ki',
  'Mi',
  'Gi',
  'e0',
  'e3',
  'E-3',
  'e+2',
  'e',
];
const digits = fc.constantFrom(
  '0',
  '1',
  '2',
  '7',
  '12',
  '1000',
  '1024',
  '2000',
  '007',
  '3000000',
  '5000000000',
);
const fraction = fc.constantFrom('', '', '.', '.0', '.5', '.25', '.001', '.0625');
const spelling = fc
  .tuple(fc.constantFrom('', '', '', '+', '-'), digits, fraction, fc.constantFrom(...SUFFIXES))
  .map((parts) => parts.join(''))
  // No node has more, and above the API server's own arithmetic overflows.
  .filter((text) => Math.abs(parseQuantity(text) ?? 0) < 1e12);
const SPELLINGS = [
  ...new Set(['.5', '', 'two', '0x2', '1..2', ...fc.sample(spelling, { seed: 1, numRuns: 300 })]),
];

let plane: ControlPlane;
let real: Cluster;

beforeAll(async () => {
  plane = await ControlPlane.start();
  real = await plane.startApiServer();
});

afterAll(() => plane.stop());

/** A pod that asks for so many GPUs as the API server would store it; null where that refuses it. */
async function stored(cluster: Cluster, limit: string): Promise<string | null> {
  const containers = [{ name: 'main', image: 'example/main:1', resources: { limits: { [GPU]: limit } } }];
  const path = '/api/v1/namespaces/default/pods?dryRun=All';
  try {
    const pod = await cluster.create(path, { metadata: { name: 'asks' }, spec: { containers } });
    return Stored.parse(pod).spec.containers[0].resources.limits[GPU];
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    return null;
  }
}

it('the API server and the console read the same number of GPUs in every spelling, and the demo takes the same', async () => {
  const demo = await startDemoCluster();
  let taken = 0;
  for (const text of SPELLINGS) {
    const quantity = await stored(real, text);
    const amount = parseQuantity(text) ?? Number.NaN;
    expect({ text, isTaken: quantity !== null }).toEqual({
      text,
      isTaken: Number.isInteger(amount) && amount >= 0,
    });
    expect({ text, isTaken: (await stored(demo, text)) !== null }).toEqual({
      text,
      isTaken: quantity !== null,
    });
    if (quantity === null) continue;
    taken += 1;
    expect({ text, quantity, isSame: parseQuantity(quantity) === amount }).toMatchObject({ isSame: true });
  }
  process.stderr.write(`${SPELLINGS.length} spellings, of which ${taken} are taken\n`);
  expect(taken).toBeGreaterThan(50);
  expect(SPELLINGS.length - taken).toBeGreaterThan(50);
});
