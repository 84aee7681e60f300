import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';
import { card } from '../harness/pages.ts';

const demo = ownDemo('dra');

const get = async (...args: string[]) =>
  JSON.parse(await kubectl(demo().kubeconfig, 'get', ...args, '-o', 'json')).items;

interface Claim {
  readonly metadata: { readonly name: string };
  readonly status?: {
    readonly allocation?: {
      readonly devices: { readonly results: readonly { readonly device: string; readonly pool: string }[] };
    };
    readonly reservedFor?: readonly { readonly name: string }[];
  };
}

/** UUIDs of the whole GPUs that each pod was given, as the claims and the slice say. */
async function asClaimsSay(): Promise<Map<string, string[]>> {
  const slices = await get('resourceslices');
  const slice = slices.find((one: { spec: { nodeName: string } }) => one.spec.nodeName === 'gpu-claimed');
  const uuids = new Map<string, string>();
  for (const { name, attributes } of slice.spec.devices) uuids.set(name, attributes.uuid.string);
  const given = new Map<string, string[]>();
  const claims: readonly Claim[] = await get('resourceclaims', '-n', 'research');
  for (const { status } of claims) {
    const results = status?.allocation?.devices.results ?? [];
    if (results.some(({ pool }) => pool !== 'gpu-claimed')) continue;
    const devices = results.map(({ device }) => uuids.get(device) ?? '');
    for (const { name } of status?.reservedFor ?? []) given.set(name, devices);
  }
  return given;
}

test('kubectl lists slices and claims', async () => {
  const slices = await kubectl(demo().kubeconfig, 'get', 'resourceslices');
  expect(slices).toMatch(/^NAME +NODE +DRIVER +POOL +AGE/);
  expect(slices).toMatch(/gpu-claimed +gpu\.nvidia\.com +gpu-claimed/);
  const claims = await kubectl(demo().kubeconfig, 'get', 'resourceclaims', '-n', 'research');
  expect(claims).toMatch(/shared-gpu +allocated,reserved/);
  expect(claims).toMatch(/wants-eight-gpus-\w{5} +pending/);
});

test('every pod has the GPUs that its claims were given, a shared claim’s both', async ({
  page,
  request,
}) => {
  const given = await asClaimsSay();
  expect([...given.keys()].toSorted()).toEqual(['one-claimed', 'sharing-a', 'sharing-b', 'two-claimed']);
  expect(given.get('sharing-a')).toEqual(given.get('sharing-b'));
  await expect(async () => {
    const { items } = await getJson(request, demo(), 'pods');
    for (const [name, uuids] of given) {
      const pod = items.find((one: { name: string }) => one.name === name);
      expect(pod.gpus.toSorted(), name).toEqual(uuids.toSorted());
      expect(pod.requests).toEqual({ 'gpu.nvidia.com': uuids.length });
    }
  }).toPass({ timeout: 60_000 });
  await page.goto(pageUrl(demo(), `gpus/${given.get('sharing-a')?.[0]}`));
  for (const name of ['sharing-a', 'sharing-b'])
    await expect(
      page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(name) })
        .first(),
    ).toBeVisible();
});

test('the page of the node counts devices by driver: offered, and allocated once', async ({
  page,
  request,
}) => {
  const given = new Set([...(await asClaimsSay()).values()].flat());
  expect(given.size).toBe(4);
  await page.goto(pageUrl(demo(), 'nodes/gpu-claimed'));
  const row = card(page, 'GPU resources').getByRole('row', { name: /gpu\.nvidia\.com/ });
  await expect(row).toContainText(`${given.size} / 8`);
  const { gpus } = await getJson(request, demo(), 'overview');
  // Of the node gpu-split, one GPU is tainted, and four of seven slices of the other are given away.
  expect(gpus).toMatchObject({ total: 12, allocatable: 11, reporting: 12 });
  expect(gpus.allocated).toBeCloseTo(given.size + 1 + 4 / 7);
  expect(gpus.free).toBeCloseTo(5 + 3 / 7);
});

test('devices are listed with their taints, their holders, and who only looks', async ({ page }) => {
  await page.goto(pageUrl(demo(), 'workloads'));
  await page.getByRole('link', { name: 'Devices' }).click();
  const device = (name: RegExp) => page.getByRole('row', { name });
  await expect(device(/^gpu-1 gpu-split/)).toContainText('gpu.nvidia.com/xid=48');
  const small = device(/^gpu-0-mig-1g10gb-19-7/);
  await expect(small).toContainText('1g.10gb');
  await expect(small.getByRole('link', { name: 'research/part-claimed' })).toBeVisible();
  const free = device(/^gpu-7 gpu-claimed/);
  await expect(free.getByRole('link', { name: 'monitoring/device-watch' })).toBeVisible();
  await expect(card(page, 'Claims that nobody uses').getByRole('row', { name: /left-behind/ })).toContainText(
    'its pods are gone: notebook-0',
  );
  await page.goto(pageUrl(demo(), 'nodes/gpu-split'));
  await expect(card(page, 'Devices').getByRole('row', { name: /^gpu-1 / })).toContainText('xid=48');
  await page.goto(pageUrl(demo(), 'nodes/gpu-counted'));
  await expect(card(page, 'GPU resources')).toBeVisible();
  await expect(card(page, 'Devices')).toBeHidden();
});

test('who only looks holds nothing, and a part of a GPU is asked for by its profile', async ({ request }) => {
  const { items } = await getJson(request, demo(), 'pods');
  const names = items.map(({ name }: { name: string }) => name);
  expect(names).not.toContain('device-watch');
  const part = items.find(({ name }: { name: string }) => name === 'takes-what-is-there');
  expect(part.requests).toEqual({ 'gpu.nvidia.com/mig-2g.20gb': 1 });
  expect(part.claims).toMatchObject([{ chosen: 'choice-2', allocated: 1 }]);
});

test('a pod whose claim cannot be allocated waits, for that reason and no other', async ({
  page,
  request,
}) => {
  const { pod } = await getJson(request, demo(), 'pods/research/wants-eight');
  expect(pod.pending.reasons).toEqual(['3 cannot allocate all claims']);
  await page.goto(pageUrl(demo(), 'workloads'));
  await page.getByRole('link', { name: /wants-eight/ }).click();
  const card = page.getByRole('region', { name: 'Why it is pending' });
  await expect(card.getByText(/3 cannot allocate all claims/)).toBeVisible();
});

test('what a claim gave back is free again', async ({ request }) => {
  await kubectl(demo().kubeconfig, 'delete', 'pod', '-n', 'research', 'sharing-a', '--wait=false');
  const free = async () => (await getJson(request, demo(), 'overview')).gpus.free;
  await kubectl(
    demo().kubeconfig,
    'wait',
    '--for=delete',
    'pod/sharing-a',
    '-n',
    'research',
    '--timeout=60s',
  );
  expect(await free()).toBeCloseTo(5 + 3 / 7);
  await kubectl(demo().kubeconfig, 'delete', 'pod', '-n', 'research', 'sharing-b', '--wait=false');
  await expect.poll(free, { timeout: 60_000 }).toBeCloseTo(6 + 3 / 7);
});
