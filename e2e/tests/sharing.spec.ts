import { getJson, pageUrl, queryPrometheus } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { allocatedResources, kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';
import { card } from '../harness/pages.ts';

const demo = ownDemo('sharing');

/** Physical GPUs of each node, and how many of them its pods hold, in whatever parts. */
const PLANNED: Readonly<Record<string, { readonly total: number; readonly allocated: number }>> = {
  'gpu-sliced': { total: 8, allocated: 12 / 4 },
  'gpu-renamed': { total: 2, allocated: 3 / 4 },
  'gpu-mps': { total: 2, allocated: 3 / 2 },
  'gpu-mig-single': { total: 2, allocated: 5 / 7 },
  'gpu-mig-mixed': { total: 2, allocated: 3 / 7 + 2 / 7 },
  'gpu-hami': { total: 4, allocated: 6 / 10 },
  'gpu-volcano': { total: 2, allocated: 4 / 10 },
  'amd-mi300x': { total: 8, allocated: 4 },
  'intel-flex': { total: 3, allocated: 2 },
};

test('GPUs count as physical ones on every node, and in the fleet', async ({ page, request }) => {
  await expect(async () => {
    const { items } = await getJson(request, demo(), 'nodes');
    expect(items.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      Object.keys(PLANNED).toSorted(),
    );
    for (const { name, gpuCounts } of items) {
      expect(gpuCounts.total, name).toBe(PLANNED[name]?.total);
      expect(gpuCounts.allocated, name).toBeCloseTo(PLANNED[name]?.allocated ?? 0, 9);
      expect(gpuCounts.free, name).toBeCloseTo(gpuCounts.total - gpuCounts.allocated, 9);
    }
  }).toPass({ timeout: 60_000 });
  const total = Object.values(PLANNED).reduce((sum, one) => sum + one.total, 0);
  await page.goto(pageUrl(demo(), 'overview'));
  const tile = page.locator('dl > div', { has: page.getByText('GPUs', { exact: true }) });
  await expect(tile.getByRole('definition').first()).toHaveText(String(total));
});

test('memory, power and count of the ×4 node are those of its eight GPUs', async ({ request }) => {
  const sampleOf = async (query: string) => {
    const [{ value }] = await queryPrometheus(request, demo(), 'query', { query });
    return Number(value[1]);
  };
  const of = (field: string, more = '') => `${field}{hostname="gpu-sliced"${more}}`;
  // The pods' own parts and the repeated series are more than there are GPUs.
  expect(await sampleOf(`count(${of('DCGM_FI_DEV_FB_USED')})`)).toBe(8 + 12);
  expect(await sampleOf(`count(${of('DCGM_FI_DEV_POWER_USAGE')})`)).toBe(12);
  await expect(async () => {
    const { node, gpus } = await getJson(request, demo(), 'nodes/gpu-sliced');
    expect(gpus).toHaveLength(8);
    const mebibytes = await sampleOf(`sum(${of('DCGM_FI_DEV_FB_USED', ',exported_pod=""')})`);
    expect(node.memoryUsedBytes).toBe(mebibytes * 2 ** 20);
    const watts = await sampleOf(`sum(avg by (UUID) (${of('DCGM_FI_DEV_POWER_USAGE')}))`);
    expect(node.powerWatts).toBeCloseTo(watts, 3);
  }).toPass({ timeout: 60_000 });
});

test('each GPU is named with every pod that shares it', async ({ request }) => {
  const listed = JSON.parse(await kubectl(demo().kubeconfig, 'get', 'pods', '-n', 'serving', '-o', 'json'));
  const names: string[] = listed.items
    .filter(({ spec }: { spec: { nodeName: string } }) => spec.nodeName === 'gpu-sliced')
    .map(({ metadata }: { metadata: { name: string } }) => metadata.name);
  await expect(async () => {
    const { gpus } = await getJson(request, demo(), 'nodes/gpu-sliced');
    const holders: string[] = gpus.flatMap(({ pods }: { pods: { name: string }[] }) =>
      pods.map(({ name }) => name),
    );
    expect(holders.toSorted()).toEqual(names.toSorted());
  }).toPass({ timeout: 60_000 });
});

/** An amount as kubectl prints it (`12k`), to match with or without separators. */
function pattern(quantity: string): string {
  const amount = quantity.endsWith('k') ? `${quantity.slice(0, -1)}000` : quantity;
  return amount.replace(/\B(?=(\d{3})+$)/g, ',?');
}

for (const name of Object.keys(PLANNED)) {
  test(`the page of ${name} has the resources that kubectl describe node prints`, async ({ page }) => {
    const described = allocatedResources(await kubectl(demo().kubeconfig, 'describe', 'node', name));
    expect(described.size).toBeGreaterThan(0);
    await page.goto(pageUrl(demo(), `nodes/${name}`));
    const resources = card(page, 'GPU resources').getByRole('table');
    await expect(resources.getByRole('row')).toHaveCount(1 + described.size);
    const headings = await resources.getByRole('columnheader').allTextContents();
    for (const [resource, { requests, limits }] of described) {
      const row = resources.getByRole('row').filter({ has: page.getByText(resource, { exact: true }) });
      const cell = (heading: string) => row.getByRole('cell').nth(headings.indexOf(heading));
      await expect(cell('Requested')).toHaveText(new RegExp(`^${pattern(requests)} / `));
      await expect(cell('Limits')).toHaveText(new RegExp(`^${pattern(limits)}$`));
    }
  });
}

test('GPUs that DCGM does not know are counted, and no metrics of theirs are missed', async ({
  page,
  request,
}) => {
  const { problems, silent }: { problems: { node: string | null }[]; silent: { node: string }[] } =
    await getJson(request, demo(), 'overview');
  const silentNodes = silent.map(({ node }) => node);
  expect(problems.filter(({ node }) => node !== null && silentNodes.includes(node))).toEqual([]);
  expect(silent).toEqual([
    { node: 'amd-mi300x', product: 'AMD_Instinct_MI300X_OAM', count: 8 },
    { node: 'intel-flex', product: 'Flex_170', count: 3 },
  ]);
  await page.goto(pageUrl(demo(), 'nodes'));
  await expect(page.getByRole('row', { name: /amd-mi300x/ })).toContainText('AMD_Instinct_MI300X_OAM');
});
