import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RECORDED_SENTENCES } from '../fleet/pending/recordedSentences.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';
import { container, NODES, OBJECTS, RUNNING, WAITING } from './unschedulablePods.ts';

const PODS = '/api/v1/namespaces/default/pods';
const Version = z.object({ gitVersion: z.string() });
const Pod = z.object({
  status: z.object({
    conditions: z
      .array(z.object({ type: z.string(), reason: z.string().optional(), message: z.string().optional() }))
      .default([]),
  }),
});

let plane: ControlPlane;
let cluster: Cluster;

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer();
  await plane.startScheduler(cluster);
});

afterAll(() => plane.stop());

/** What the scheduler says of a pod that it does not place. */
async function sentence(spec: object, labels = {}): Promise<string> {
  await cluster.create(PODS, { metadata: { name: 'waits', labels }, spec });
  const message = await until('the scheduler has spoken', async () => {
    const { conditions } = Pod.parse(await cluster.get(`${PODS}/waits`)).status;
    const said = conditions.find(({ type }) => type === 'PodScheduled');
    if (said !== undefined && said.message === undefined) throw new Error('the pod found a place');
    return said?.message;
  });
  await cluster.delete(`${PODS}/waits?gracePeriodSeconds=0`);
  return message;
}

/** This release says what is recorded of it: where it does not, the new sentence belongs there too. */
async function expectRecorded(message: string): Promise<void> {
  const { gitVersion: version } = Version.parse(JSON.parse(await cluster.read('/version')));
  expect(RECORDED_SENTENCES).toContainEqual({ version, message });
}

describe('the scheduler’s sentence is recorded for a pod', () => {
  it('where there is no node', async () => {
    await expectRecorded(await sentence({ containers: [container()] }));
  });

  describe('that waits for', () => {
    beforeAll(async () => {
      for (const node of NODES) await cluster.create('/api/v1/nodes', node);
      for (const [collection, object] of OBJECTS) await cluster.create(collection, object);
      for (const [index, { node, app, spec }] of RUNNING.entries()) {
        const metadata = { name: `runs-${index}`, labels: { app } };
        await cluster.create(PODS, { metadata, spec: { ...spec, nodeName: node } });
      }
    });

    it.each(Object.entries(WAITING))('%s', async (_, { spec, labels }) => {
      await expectRecorded(await sentence(spec, labels));
    });
  });
});
