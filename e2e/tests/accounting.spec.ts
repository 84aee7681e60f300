import { getJson } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { allocatedResources, kubectl } from '../harness/kubectl.ts';

interface NodeItem {
  readonly name: string;
  readonly resources: readonly {
    readonly name: string;
    readonly requested: number;
    readonly limits: number;
  }[];
}

test('requested GPUs of every node equal what kubectl describe node prints', async ({ demo, request }) => {
  const nodesOf = async (): Promise<NodeItem[]> => (await getJson(request, demo, 'nodes')).items;
  const names = (await nodesOf()).map((node) => node.name);
  expect(names.length).toBeGreaterThan(0);

  for (const name of names) {
    // The cluster lives on between two questions: both are asked again until they speak of the same moment.
    await expect(async () => {
      const described = allocatedResources(await kubectl(demo.kubeconfig, 'describe', 'node', name));
      const node = (await nodesOf()).find((item) => item.name === name);
      const ours = (node?.resources ?? []).map(({ name, requested, limits }) => [
        name,
        { requests: String(requested), limits: String(limits) },
      ]);
      const theirs = [...described].filter(([resource]) => resource.startsWith('nvidia.com/'));
      expect(Object.fromEntries(ours)).toMatchObject(Object.fromEntries(theirs));
      expect(theirs.length).toBeGreaterThan(0);
    }).toPass({ timeout: 30_000 });
  }
});
