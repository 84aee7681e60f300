import fc from 'fast-check';

/** What device plugins offer: NVIDIA's whole, shared and partitioned GPUs, and those of other makers and sharers. */
const RESOURCES = [
  'nvidia.com/gpu',
  'nvidia.com/gpu.shared',
  'nvidia.com/mig-1g.10gb',
  'nvidia.com/mig-3g.40gb.shared',
  'nvidia.com/mig-1g.5gb.me',
  'nvidia.com/gpumem',
  'nvidia.com/gpucores',
  'amd.com/gpu',
  'gpu.intel.com/i915',
  'volcano.sh/vgpu-number',
  'volcano.sh/vgpu-memory',
] as const;

export const RUNTIME_CLASS = 'sandboxed';

/** One number in a spelling that the API server takes for a whole number. */
type Quantity = string | number;

/** The spellings of a whole number that `resource.Quantity` reads (apimachinery, quantity.go). */
function spellings(amount: number): Quantity[] {
  const always = [
    amount,
    `${amount}`,
    `+${amount}`,
    `0${amount}`,
    `${amount}.0`,
    `${amount}.`,
    `${amount}e0`,
    `${amount}E+0`,
    `${amount}000m`,
    `${amount}000e-3`,
    `${amount}000000u`,
    `${amount}000000000n`,
    `${amount / 1000}k`,
    `${amount / 1000}e3`,
  ];
  return amount > 0 && amount % 1024 === 0 ? [...always, `${amount / 1024}Ki`] : always;
}

const spelled = (amount: number) => fc.constantFrom(...spellings(amount));

/** Amounts of some of the resources, each spelled in some way. */
function amountsOf(amount: fc.Arbitrary<number>) {
  return fc
    .subarray([...RESOURCES], { minLength: 4 })
    .chain((names) => fc.tuple(...names.map((name) => amount.chain(spelled).map((q) => [name, q] as const))))
    .map((entries): Record<string, Quantity> => Object.fromEntries(entries));
}

const anyNode = fc
  .record({
    capacity: amountsOf(fc.constantFrom(0, 1, 7, 64, 512, 1024, 2048, 81_920)),
    kept: fc.constantFrom('all', 'some', 'unsaid'),
    ready: fc.boolean(),
    cordoned: fc.boolean(),
  })
  .map(({ capacity, kept, ready, cordoned }) => {
    const base = { cpu: '512', memory: '4Ti', 'ephemeral-storage': '8Ti', pods: '250' };
    // A device plugin takes an ill device away from what is allocatable.
    const allocatable = Object.fromEntries(
      Object.entries(capacity).map(([name, amount], at) => [
        name,
        kept === 'some' && at % 2 === 0 ? '0' : amount,
      ]),
    );
    return {
      spec: { unschedulable: cordoned },
      status: {
        capacity: { ...base, ...capacity },
        ...(kept === 'unsaid' ? {} : { allocatable: { ...base, ...allocatable } }),
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      },
    };
  });

/** Requests are left out, or said in another spelling of the same amount. */
const anyResources = fc
  .subarray([...RESOURCES], { maxLength: 3 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.nat({ max: 4 }).chain((amount) =>
          fc.record({
            name: fc.constant(name),
            limit: spelled(amount),
            request: fc.option(spelled(amount), { nil: undefined }),
          }),
        ),
      ),
    ),
  )
  .chain((entries) =>
    fc.record({
      requests: fc.constant({
        cpu: '10m',
        ...Object.fromEntries(
          entries.flatMap(({ name, request }) => (request === undefined ? [] : [[name, request]])),
        ),
      }),
      limits: fc.constant(Object.fromEntries(entries.map(({ name, limit }) => [name, limit]))),
    }),
  );

const anySpec = fc
  .record({
    containers: fc.array(anyResources, { minLength: 1, maxLength: 4 }),
    inits: fc.array(fc.record({ resources: anyResources, sidecar: fc.boolean() }), { maxLength: 4 }),
    podLevel: fc.boolean(),
    sandboxed: fc.boolean(),
  })
  .map(({ containers, inits, podLevel, sandboxed }) => ({
    containers: containers.map((resources, at) => ({
      name: `main-${at}`,
      image: 'example/main:1',
      resources,
    })),
    initContainers: inits.map(({ resources, sidecar }, at) => ({
      name: `init-${at}`,
      image: 'example/init:1',
      resources,
      ...(sidecar ? { restartPolicy: 'Always' } : {}),
    })),
    ...(podLevel ? { resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { memory: '2Gi' } } } : {}),
    ...(sandboxed ? { runtimeClassName: RUNTIME_CLASS } : {}),
  }));

const anyPod = (nodes: number) =>
  fc.record({
    spec: anySpec,
    /** The node it is bound to by its creator; undefined leaves that to the scheduler. */
    node: fc.option(fc.nat({ max: nodes - 1 }), { freq: 2, nil: undefined }),
    phase: fc.constantFrom('Pending', 'Running', 'Running', 'Running', 'Succeeded', 'Failed'),
    deleted: fc.constantFrom(false, false, false, true),
  });

export const nodeName = (index: number) => `gen-${index}`;
export const podName = (index: number) => `gen-${index}`;

/** The nodes and pods of one seed. */
export function generateCluster(seed: number, sizes: { nodes: number; pods: number }) {
  const [nodes = []] = fc.sample(fc.array(anyNode, { minLength: sizes.nodes, maxLength: sizes.nodes }), {
    seed,
    numRuns: 1,
  });
  const anyPods = fc.array(anyPod(sizes.nodes), { minLength: sizes.pods, maxLength: sizes.pods });
  const [pods = []] = fc.sample(anyPods, { seed, numRuns: 1 });
  return { nodes, pods };
}
