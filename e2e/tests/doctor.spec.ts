import type { APIRequestContext } from '@playwright/test';
import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';
import { card } from '../harness/pages.ts';

const demo = ownDemo('troubled');

interface Result {
  readonly check: string;
  readonly verdict: string;
  readonly variant: string | null;
  readonly subject: { readonly kind: string; readonly name: string; readonly node: string | null };
  readonly blockedBy: { readonly check: string; readonly subject: { readonly node: string | null } } | null;
  readonly params: Readonly<Record<string, string | number>>;
  readonly commands: readonly string[];
}

/** Who waits, directly or not, for a component that does not get up. */
const AFTER_PLUGIN = ['validator-ready', 'gpu-allocatable'];
const AFTER_TOOLKIT = [
  'device-plugin-ready',
  ...AFTER_PLUGIN,
  'feature-discovery-ready',
  'dcgm-ready',
  'exporter-ready',
  'metrics-target',
];
const AFTER_DRIVER = ['toolkit-ready', ...AFTER_TOOLKIT];
const NODE_IS_AWAY = ['nfd-running', 'driver-ready', ...AFTER_DRIVER].filter(
  (check) => check !== 'gpu-allocatable',
);
const WITHOUT_RUNTIME = AFTER_TOOLKIT.filter((check) => check !== 'device-plugin-ready');

/** What is found on each node, in this order, and which checks only wait for it. */
const NODES: Readonly<
  Record<string, { readonly finds: readonly string[]; readonly victims?: readonly string[] }>
> = {
  'all-well': { finds: [] },
  silent: { finds: ['fail node-ready not-ready'], victims: NODE_IS_AWAY },
  'old-kubelet': { finds: ['fail kubelet-skew skewed'] },
  debian: { finds: ['warn platform-os unvalidated'] },
  'new-kernel': { finds: ['warn platform-kernel unvalidated'] },
  docker: { finds: ['warn platform-runtime unvalidated'] },
  power9: {
    finds: ['fail platform-architecture unsupported', 'fail image-pull failed'],
    victims: ['driver-ready', ...AFTER_DRIVER],
  },
  k3s: {
    finds: ['fail runtime-values socket-broken', 'fail device-plugin-ready validation'],
    victims: WITHOUT_RUNTIME,
  },
  'nfd-kept-off': { finds: ['fail nfd-running missing'] },
  'nfd-crashes': { finds: ['fail nfd-running not-ready'] },
  'nfd-blind': { finds: ['fail nfd-labels missing'] },
  nouveau: { finds: ['fail driver-nouveau loaded'], victims: ['driver-ready', ...AFTER_DRIVER] },
  'secure-boot': { finds: ['fail driver-secure-boot rejected'], victims: ['driver-ready', ...AFTER_DRIVER] },
  'no-headers': { finds: ['fail driver-kernel-headers missing'], victims: ['driver-ready', ...AFTER_DRIVER] },
  'driver-crashes': { finds: ['fail driver-module unloadable'], victims: ['driver-ready', ...AFTER_DRIVER] },
  'upgrade-failed': { finds: ['fail driver-upgrade failed'] },
  'toolkit-crashes': { finds: ['fail toolkit-ready crashing'], victims: AFTER_TOOLKIT },
  offline: { finds: ['fail image-pull failed'], victims: ['toolkit-ready', ...AFTER_TOOLKIT] },
  'runtime-unset': { finds: ['fail device-plugin-ready validation'], victims: WITHOUT_RUNTIME },
  'plugin-crashes': { finds: ['fail device-plugin-ready crashing'], victims: AFTER_PLUGIN },
  'plugin-blind': { finds: ['fail gpu-allocatable none'], victims: ['validator-ready'] },
  'cuda-fails': { finds: ['fail validator-ready crashing'] },
  'kept-off': { finds: ['fail component-missing missing'] },
  'left-alone': {
    finds: ['warn component-missing disabled'],
    victims: ['exporter-everywhere', 'gpu-allocatable'],
  },
  'slow-pull': { finds: ['warn image-pull slow'], victims: ['feature-discovery-ready'] },
  restless: { finds: ['warn component-restarts often'] },
  unlabelled: { finds: ['fail gfd-labels missing'] },
  'stale-labels': { finds: ['warn gfd-labels differs'] },
  'no-config': { finds: ['fail time-slicing-config no-key'] },
  'mig-failed': { finds: ['fail mig-state failed'] },
  rebooted: { finds: ['fail started-too-early early'] },
  tainted: { finds: ['warn taints-tolerated kept-out'] },
  unused: { finds: ['warn allocatable-unused unused'] },
  unexported: { finds: ['fail exporter-everywhere switched-off'] },
  'exporter-crashes': { finds: ['fail exporter-ready crashing'], victims: ['metrics-target'] },
  unscraped: { finds: ['fail metrics-target down'] },
  'off-the-bus': { finds: ['fail devices-healthy unhealthy', 'fail xid reboot'] },
  unseen: { finds: ['fail devices-healthy unhealthy', 'fail devices-reported fewer'] },
  'needs-reset': { finds: ['fail xid reset'] },
  'needs-service': { finds: ['fail xid hardware'] },
  hot: { finds: ['warn gpu-temperature hot'] },
  braked: { finds: ['fail gpu-throttle hardware'] },
  'remap-pending': { finds: ['warn ecc-row-remap pending'] },
  'remap-failed': { finds: ['fail ecc-row-remap failed'] },
  'double-bit': { finds: ['fail xid reset', 'fail ecc-double-bit errors'] },
};

async function resultsOf(request: APIRequestContext): Promise<readonly Result[]> {
  const { results } = await getJson(request, demo(), 'doctor');
  return results;
}

const lineOf = ({ verdict, check, variant }: Result) => `${verdict} ${check} ${variant}`;
const isNoPass = ({ verdict }: Result) => verdict !== 'pass';
const isOn = (node: string) => (result: Result) => result.subject.node === node;

/** What is wrong on a node, and not only for want of something else. */
const culpritsOn = (node: string, results: readonly Result[]) =>
  results.filter(isOn(node)).filter((one) => isNoPass(one) && one.blockedBy === null);

for (const [node, { finds, victims = [] }] of Object.entries(NODES)) {
  test(`${node}: ${finds.join(', ') || 'nothing is wrong'}`, async ({ request }) => {
    await expect(async () => {
      const results = await resultsOf(request);
      const culprits = culpritsOn(node, results);
      expect(culprits.map(lineOf)).toEqual(finds);
      const waiting = results.filter(isOn(node)).filter(({ blockedBy }) => blockedBy !== null);
      expect(waiting.map(({ check }) => check)).toEqual(expect.arrayContaining([...victims]));
      for (const victim of waiting) {
        const [culprit] = culprits.filter(({ check }) => check === victim.blockedBy?.check);
        if (culprit === undefined) throw new Error(`${victim.check} waits for nothing that was found`);
        expect(victim.blockedBy?.subject.node ?? node, victim.check).toBe(node);
        expect(results.indexOf(culprit)).toBeLessThan(results.indexOf(victim));
      }
    }).toPass({ timeout: 60_000 });
  });
}

test('a problem leads to the page of its node, which says what is wrong and what to do', async ({ page }) => {
  await page.goto(pageUrl(demo(), 'overview'));
  const unhealthy = /nvidia\.com\/gpu.* on off-the-bus.* unhealthy|off-the-bus.*unhealthy/;
  await card(page, 'Problems').getByRole('link').filter({ hasText: unhealthy }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('off-the-bus');
  await expect(page.getByRole('main').getByText(/^Ready · 1 of \d+ unhealthy$/)).toBeVisible();
  const problem = card(page, 'Problems').getByRole('listitem').filter({ hasText: unhealthy });
  await expect(problem).toBeFocused();
  await expect(problem).toBeInViewport();
  await expect(problem).toContainText('.status.allocatable[nvidia.com/gpu]');
  await expect(problem.getByText(/^kubectl .*off-the-bus/).first()).toBeVisible();
  await expect(card(page, 'Problems')).toContainText('XID 79');
  await expect(card(page, 'GPU Operator components on this node')).toBeInViewport();
});

test('the table of nodes tells an unhealthy GPU', async ({ page }) => {
  await page.goto(pageUrl(demo(), 'nodes'));
  const row = page.getByRole('table', { name: 'Nodes' }).getByRole('row', { name: /off-the-bus/ });
  await expect(row).toContainText(/1 of \d+ unhealthy/);
});

test('a node that is well has no problems on its page', async ({ page }) => {
  await page.goto(pageUrl(demo(), 'nodes/all-well'));
  await expect(card(page, 'GPUs').getByRole('link').first()).toBeVisible();
  await expect(card(page, 'Problems')).toBeHidden();
});

test('what is well is said to be so', async ({ request }) => {
  const passes = (await resultsOf(request)).filter(isOn('all-well')).map(({ check }) => check);
  expect(passes).toEqual(
    expect.arrayContaining([
      'node-ready',
      'platform-os',
      'kubelet-skew',
      'nfd-running',
      'driver-nouveau',
      'driver-ready',
      'validator-ready',
      'exporter-ready',
      'gpu-allocatable',
      'devices-reported',
      'metrics-target',
      'metrics-fresh',
      'gpu-temperature',
      'ecc-row-remap',
    ]),
  );
});

test('of what is on no node only two pods’ requests cannot be met, and the ClusterPolicy waits', async ({
  request,
}) => {
  const results = await resultsOf(request);
  const others = results.filter(({ subject }) => subject.node === null && subject.kind !== 'cluster');
  expect(
    others
      .filter(isNoPass)
      .map((one) => `${lineOf(one)} ${one.subject.name}`)
      .toSorted(),
  ).toEqual([
    'warn request-satisfiable not-offered wants-slice',
    'warn request-satisfiable too-many wants-eight',
  ]);
  const policy = results.find(({ check }) => check === 'clusterpolicy-state');
  expect(policy).toMatchObject({ verdict: 'warn', variant: 'waits' });
  expect(Object.keys(NODES)).toContain(policy?.blockedBy?.subject.node);
});

test('the cause is told with the line that names it, and with a way around a registry that is out of reach', async ({
  request,
}) => {
  const results = await resultsOf(request);
  expect(culpritsOn('nouveau', results)[0]?.params['line']).toContain('already bound to nouveau');
  expect(culpritsOn('secure-boot', results)[0]?.params['line']).toContain('Key was rejected by service');
  const [offline] = culpritsOn('offline', results);
  expect(offline?.params['message']).toContain('i/o timeout');
  expect(offline?.commands.join('\n')).toContain('--set toolkit.repository="$REGISTRY"');
});

test('kubectl shows the same: who crashes, who waits in its init container, and what the driver said', async () => {
  const { kubeconfig } = demo();
  const onNode = ['--field-selector', 'spec.nodeName=nouveau', '--no-headers'];
  const pods = await kubectl(kubeconfig, '-n', 'gpu-operator', 'get', 'pods', ...onNode);
  expect(pods).toMatch(/nvidia-driver-daemonset-\w+ +0\/1 +CrashLoopBackOff/);
  expect(pods).toMatch(/nvidia-container-toolkit-daemonset-\w+ +0\/1 +Init:0\/1/);
  expect(pods).toMatch(/nvidia-operator-validator-\w+ +0\/1 +Init:0\/4/);
  const name = /nvidia-driver-daemonset-\w+/.exec(pods)?.[0] ?? '';
  expect(await kubectl(kubeconfig, '-n', 'gpu-operator', 'logs', name, '-c', 'nvidia-driver-ctr')).toContain(
    'already bound to nouveau',
  );
});

/** The printed command that mends it, and what to put in place of what it leaves open. */
const MENDS: Readonly<Record<string, { readonly command: RegExp; readonly value?: string }>> = {
  'left-alone': { command: /^kubectl label node left-alone nvidia\.com\/gpu\.deploy\.operands-$/ },
  unexported: { command: /^kubectl label node unexported nvidia\.com\/gpu\.deploy\.dcgm-exporter=true/ },
  tainted: { command: /^kubectl taint nodes tainted pool-$/ },
  rebooted: { command: /^kubectl -n vision delete pod train-rebooted-/ },
  'stale-labels': { command: /^kubectl -n gpu-operator delete pod -l app=gpu-feature-discovery/ },
  'no-config': { command: /^kubectl label node no-config nvidia\.com\/device-plugin\.config=/, value: 'any' },
};

test('printed commands mend what can be mended by one', async ({ request }) => {
  test.setTimeout(180_000);
  const before = await resultsOf(request);
  for (const [node, { command, value = '' }] of Object.entries(MENDS)) {
    const commands = culpritsOn(node, before).flatMap((culprit) => culprit.commands);
    const printed = commands.find((one) => command.test(one));
    expect(printed, commands.join('\n')).toBeDefined();
    const words = printed?.replace(/<\w+>/, value).split(' ') ?? [];
    expect(words.shift()).toBe('kubectl');
    await kubectl(demo().kubeconfig, ...words);
  }
  await expect(async () => {
    const own = (await resultsOf(request)).filter(({ subject }) => (subject.node ?? '') in MENDS);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(isNoPass).map((one) => `${one.subject.node}: ${lineOf(one)}`)).toEqual([]);
  }).toPass({ timeout: 150_000 });
});
