import { getJson, pageUrl, queryPrometheus } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';
import { card, choose, csvRows, downloaded, plot } from '../harness/pages.ts';

const demo = ownDemo('eras');

/** The node whose exporter does not ask the kubelet which pod has which GPU. */
const UNMAPPED = 'gpu-unmapped';

/** The leading digits of DCGM's blanks. */
const BLANK = /9,?223,?372,?036|2,?147,?483,?632|140,?737,?488,?355|18,?446,?744,?073/;

interface Gpu {
  readonly uuid: string;
  readonly node: string | null;
  readonly pods: readonly { readonly name: string }[];
}

/** GPUs by node, and by the pod that has them, as kubectl tells them. */
async function asKubectlSays() {
  const get = async (...args: string[]) =>
    JSON.parse(await kubectl(demo().kubeconfig, 'get', ...args, '-o', 'json')).items;
  const gpusOfNode = new Map<string, number>();
  for (const { metadata, status } of await get('nodes'))
    gpusOfNode.set(metadata.name, Number(status.capacity['nvidia.com/gpu']));
  const podsOfNode = new Map<string, { name: string; gpus: number }>();
  for (const { metadata, spec } of await get('pods', '-n', 'research'))
    podsOfNode.set(spec.nodeName, {
      name: metadata.name,
      gpus: Number(spec.containers[0].resources.limits['nvidia.com/gpu']),
    });
  return { gpusOfNode, podsOfNode };
}

function countBy<T>(items: readonly T[], key: (item: T) => string | null | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = key(item);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

test('every GPU is on its node, once, with the pod that has it, whatever exporter reports it', async ({
  request,
}) => {
  const { gpusOfNode, podsOfNode } = await asKubectlSays();
  expect(gpusOfNode.size).toBe(8);
  await expect(async () => {
    const gpus: Gpu[] = (await getJson(request, demo(), 'gpus')).items;
    expect(new Set(gpus.map(({ uuid }) => uuid)).size).toBe(gpus.length);
    expect(Object.fromEntries(countBy(gpus, ({ node }) => node))).toEqual(Object.fromEntries(gpusOfNode));
    for (const [node, { name, gpus: held }] of podsOfNode) {
      const holding = gpus.filter(({ pods }) => pods.some((pod) => pod.name === name));
      expect(holding.length, name).toBe(node === UNMAPPED ? 0 : held);
      expect(holding.filter((gpu) => gpu.node !== node)).toEqual([]);
      expect(holding.filter(({ pods }) => pods.length > 1)).toEqual([]);
    }
    // Nobody else holds one: no exporter is taken for a workload.
    const names = new Set(gpus.flatMap(({ pods }) => pods.map((pod) => pod.name)));
    expect(names.size).toBe(podsOfNode.size - 1);
  }).toPass({ timeout: 60_000 });

  const { gpus } = await getJson(request, demo(), 'overview');
  const sum = (counts: Iterable<number>) => [...counts].reduce((all, one) => all + one, 0);
  expect(gpus).toMatchObject({
    total: sum(gpusOfNode.values()),
    reporting: sum(gpusOfNode.values()),
    allocated: sum([...podsOfNode.values()].map((pod) => pod.gpus)),
  });
});

test('the table of GPUs has a row for each, with its node and its pod', async ({ page }) => {
  const { gpusOfNode, podsOfNode } = await asKubectlSays();
  await page.goto(pageUrl(demo(), 'gpus'));
  const rows = page.getByRole('table').getByRole('row');
  for (const [node, count] of gpusOfNode) {
    await page.getByRole('searchbox', { name: 'Filter' }).fill(node);
    await expect(rows, node).toHaveCount(1 + count);
    const { name = '', gpus = 0 } = podsOfNode.get(node) ?? {};
    const held = rows.filter({ has: page.getByRole('link', { name: new RegExp(name) }) });
    await expect(held, name).toHaveCount(node === UNMAPPED ? 0 : gpus);
  }
});

test('a pod whose exporter tells no GPUs has unknown ones, not none', async ({ page, request }) => {
  const { pod } = await getJson(request, demo(), 'pods/research/train-on-unmapped');
  expect(pod).toMatchObject({ gpus: [], gpusUnknown: true });
  await page.goto(pageUrl(demo(), 'pods/research/train-on-unmapped'));
  await expect(page.getByRole('main')).toContainText('Its GPUs are unknown');
});

test('what a board does not have is absent, not a blank’s number', async ({ page, request }) => {
  const gpus = (await getJson(request, demo(), 'gpus')).items.filter(({ node }: Gpu) => node === UNMAPPED);
  expect(gpus).toHaveLength(2);
  for (const gpu of gpus)
    expect(gpu).toMatchObject({
      readings: { memoryTemperature: null, tensorActivity: null },
      utilizationSource: 'DCGM_FI_DEV_GPU_UTIL',
    });
  for (const path of [`nodes/${UNMAPPED}`, `gpus/${gpus[0].uuid}`]) {
    await page.goto(pageUrl(demo(), path));
    await expect(plot(card(page, 'Temperature'))).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(BLANK);
  }
});

test('the page of every node draws its GPUs', async ({ page }) => {
  const { gpusOfNode } = await asKubectlSays();
  for (const [node, count] of gpusOfNode) {
    await page.goto(pageUrl(demo(), `nodes/${node}`));
    await expect(card(page, 'GPUs').getByRole('table').getByRole('row')).toHaveCount(1 + count);
    await expect(plot(card(page, 'Temperature')), node).toBeVisible();
  }
});

test('the past has the labels of the present: no GPU is missing in it or there twice', async ({
  request,
}) => {
  const to = Math.floor(Date.now() / 60_000) * 60;
  const named = (label: string, of: string) => `label_replace(${of}, "id", "$1", "${label}", "(.+)")`;
  const series = '{__name__=~"DCGM_FI_DEV_GPU_TEMP|dcgm_gpu_temp"}';
  const query = `count(count by (id) (${named('UUID', named('uuid', series))}))`;
  const [all] = await queryPrometheus(request, demo(), 'query_range', {
    query,
    start: to - 900,
    end: to,
    step: 60,
  });
  const counts: string[] = all.values.map(([, value]: [number, string]) => value);
  expect(counts).toHaveLength(16);
  expect(new Set(counts)).toEqual(new Set(['17']));

  const [instances] = await queryPrometheus(request, demo(), 'query_range', {
    query: 'count(DCGM_FI_DEV_GPU_TEMP{job="dcgm-exporter-old-labels",instance="gpu-old-labels"})',
    start: to - 900,
    end: to,
    step: 60,
  });
  expect(new Set(instances.values.map(([, value]: [number, string]) => value))).toEqual(new Set(['4']));
});

test('a GPU that two exporters report counts once, and draws one line', async ({ page, request }) => {
  const twice =
    '{__name__=~"DCGM_FI_DEV_POWER_USAGE|dcgm_power_usage",job=~"dcgm-exporter-before|nvidia-dcgm-exporter"}';
  const once = 'DCGM_FI_DEV_POWER_USAGE{Hostname="gpu-upgrade"}';
  const sampleOf = async (query: string) => {
    const [{ value }] = await queryPrometheus(request, demo(), 'query', { query });
    return Number(value[1]);
  };
  expect(await sampleOf(`count(${twice} and on (modelName) ${once})`)).toBe(4);
  await expect(async () => {
    const { node } = await getJson(request, demo(), 'nodes/gpu-upgrade');
    expect(node.powerWatts).toBeCloseTo(await sampleOf(`sum(${once})`), 3);
  }).toPass({ timeout: 60_000 });

  await page.goto(pageUrl(demo(), 'nodes/gpu-upgrade'));
  await card(page, 'Power').scrollIntoViewIfNeeded();
  await expect(plot(card(page, 'Power'))).toBeVisible();
  const [heading] = await csvRows(await downloaded(page, () => choose(page, 'Power', 'Download CSV')));
  expect(heading).toHaveLength(3);
});
