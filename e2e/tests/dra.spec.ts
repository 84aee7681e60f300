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
    readonly allocation?: { readonly devices: { readonly results: readonly { readonly device: string }[] } };
    readonly reservedFor?: readonly { readonly name: string }[];
  };
}

/** UUIDs of the GPUs that each pod was given, as the claims and the slice say. */
async function asClaimsSay(): Promise<Map<string, string[]>> {
  const [slice] = await get('resourceslices');
  const uuids = new Map<string, string>();
  for (const { name, attributes } of slice.spec.devices) uuids.set(name, attributes.uuid.string);
  const given = new Map<string, string[]>();
  const claims: readonly Claim[] = await get('resourceclaims', '-n', 'research');
  for (const { status } of claims) {
    const devices = (status?.allocation?.devices.results ?? []).map(({ device }) => uuids.get(device) ?? '');
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
  expect(gpus).toMatchObject({
    total: 10,
    allocatable: 10,
    allocated: given.size + 1,
    free: 5,
    reporting: 10,
  });
});

test('a pod whose claim cannot be allocated waits, for that reason and no other', async ({
  page,
  request,
}) => {
  const { pod } = await getJson(request, demo(), 'pods/research/wants-eight');
  expect(pod.pending.reasons).toEqual(['2 cannot allocate all claims']);
  await page.goto(pageUrl(demo(), 'workloads'));
  await page.getByRole('link', { name: /wants-eight/ }).click();
  const card = page.getByRole('region', { name: 'Why it is pending' });
  await expect(card.getByText(/2 cannot allocate all claims/)).toBeVisible();
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
  expect(await free()).toBe(5);
  await kubectl(demo().kubeconfig, 'delete', 'pod', '-n', 'research', 'sharing-b', '--wait=false');
  await expect.poll(free, { timeout: 60_000 }).toBe(6);
});
