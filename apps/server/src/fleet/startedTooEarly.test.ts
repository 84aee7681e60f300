import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterOf } from '../testing/fleetObjects.ts';
import { type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { startedTooEarly } from './startedTooEarly.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** The node's reboot; all times are seconds after it. */
const BOOT = Date.parse('2024-05-01T10:00:00Z') / 1000;
const BEFORE = -10 * 24 * HOUR;

const rfc3339 = (seconds: number) => new Date((BOOT + seconds) * 1000).toISOString();

interface Life {
  /** When the pod was created, and when the run of now and the one before began. */
  readonly created?: number;
  readonly started: number;
  readonly previous?: number | null;
  readonly ready?: number;
  readonly phase?: string;
}

/** A pod that lived through the reboot unless told otherwise. */
function pod(name: string, app: string | null, life: Life): KubeObject {
  const { created = BEFORE, started, previous = created + 5, ready = started + 2, phase = 'Running' } = life;
  const lastState =
    previous === null
      ? {}
      : { terminated: { exitCode: 255, startedAt: rfc3339(previous), finishedAt: rfc3339(0) } };
  return kubePod(name, {
    node: 'worker-1',
    phase,
    gpus: app === null ? 1 : 0,
    ...(app === null ? {} : { namespace: 'gpu-operator', labels: { app } }),
    metadata: { creationTimestamp: rfc3339(created) },
    status: {
      startTime: rfc3339(created),
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: rfc3339(ready) }],
      containerStatuses: [
        {
          name: 'main',
          ready: true,
          restartCount: previous === null ? 0 : 1,
          state: { running: { startedAt: rfc3339(started) } },
          lastState,
        },
      ],
    },
  });
}

const workload = (life: Life) => pod('train', null, life);
const plugin = (life: Life) => pod('plugin', 'nvidia-device-plugin-daemonset', life);
const driver = (life: Life) => pod('driver', 'nvidia-driver-daemonset', life);
const exporter = (life: Life) => pod('exporter', 'nvidia-dcgm-exporter', life);

function node(readySince: number): KubeObject {
  const made = kubeNode('worker-1');
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: rfc3339(readySince) }];
  return { ...made, status: { ...(made['status'] as object), conditions } };
}

const accused = (readySince: number, ...pods: readonly KubeObject[]) =>
  startedTooEarly(clusterOf([node(readySince)], pods));
const names = (...args: Parameters<typeof accused>) => [...accused(...args).keys()];

const REBOOT = [driver({ started: 20 }), exporter({ started: 200 }), plugin({ started: 150 })] as const;

describe('a pod started too early', () => {
  it('is one that the reboot restarted before the device plugin, with the times that show it', () => {
    expect(accused(8, ...REBOOT, workload({ started: 15 }))).toEqual(
      new Map([
        [
          'ml/train',
          {
            node: 'worker-1',
            container: 'main',
            startedAt: BOOT + 15,
            rebootedAt: BOOT + 15,
            plugin: 'plugin',
            pluginReadyAt: BOOT + 152,
          },
        ],
      ]),
    );
  });

  it('is known by what else lived through the reboot, when the node’s condition has moved since', () => {
    expect(names(5 * HOUR, ...REBOOT, workload({ started: 15 }))).toEqual(['ml/train']);
    expect(names(5 * HOUR, plugin({ started: 150 }), workload({ started: 15 }))).toEqual([]);
  });

  it('is still known when the plugin was restarted afterwards, if it was up too late the first time', () => {
    const late = plugin({ started: 3 * HOUR, previous: 150 });
    expect(names(8, driver({ started: 20 }), late, workload({ started: 15 }))).toEqual(['ml/train']);
    expect(names(8, driver({ started: 5 }), late, workload({ started: 160 }))).toEqual([]);
  });
});

describe('no pod is accused', () => {
  const early = workload({ started: 15 });

  it.each<[string, number, readonly KubeObject[]]>([
    ['whose container came after the plugin', 8, [...REBOOT, workload({ started: 153 })]],
    [
      'that was created after the reboot',
      8,
      [...REBOOT, workload({ created: 16, started: 20, previous: null })],
    ],
    ['that has ended', 8, [...REBOOT, workload({ started: 15, phase: 'Failed' })]],
    ['where no device plugin runs', 8, [driver({ started: 20 }), exporter({ started: 200 }), early]],
    [
      'where the plugin came up long after, so that it was not that boot’s start',
      8,
      [driver({ started: 20 }), plugin({ started: 30 * HOUR }), early],
    ],
  ])('%s', (_, readySince, pods) => {
    expect(names(readySince, ...pods)).toEqual([]);
  });

  it('by an upgrade of the plugin without a reboot', () => {
    const since = { created: BEFORE, previous: null };
    const upgraded = plugin({ created: -MINUTE, started: -30, previous: null });
    const others = [driver({ ...since, started: BEFORE + 5 }), exporter({ ...since, started: BEFORE + 60 })];
    expect(
      names(
        BEFORE,
        ...others,
        upgraded,
        workload({ created: -5 * HOUR, started: -5 * HOUR + 9, previous: null }),
      ),
    ).toEqual([]);
    const crashed = workload({ created: -5 * HOUR, started: -MINUTE });
    expect(names(BEFORE, ...others, upgraded, crashed)).toEqual([]);
  });

  it('by a reinstalled operator, soon after the pod had begun', () => {
    const anew = { created: 10 * MINUTE, previous: null, started: 11 * MINUTE };
    expect(
      names(
        BEFORE,
        driver(anew),
        exporter(anew),
        plugin(anew),
        workload({ created: 0, started: 9, previous: null }),
      ),
    ).toEqual([]);
  });

  it('on a node that has nothing but the plugin and the pod, both of which crashed', () => {
    expect(names(BEFORE, plugin({ started: 60 }), workload({ started: 15 }))).toEqual([]);
  });
});

describe('whatever happens on a node', () => {
  const time = fc.integer({ min: -20 * MINUTE, max: 20 * MINUTE });
  const longAgo = fc.integer({ min: -2 * HOUR, max: 20 * MINUTE });
  const life = fc
    .record({ created: longAgo, started: time, previous: fc.option(time), ready: time })
    .map(({ created, started, previous, ready }) => ({
      created: Math.min(created, started),
      started,
      previous,
      ready,
    }));

  it('a pod is accused only of a run that it began before the plugin was ready, and not as its first', () => {
    fc.assert(
      fc.property(life, life, life, time, (own, other, pluginLife, readySince) => {
        for (const start of accused(readySince, driver(other), plugin(pluginLife), workload(own)).values()) {
          expect(start.startedAt).toBeLessThan(start.pluginReadyAt);
          expect(start.startedAt).toBeGreaterThanOrEqual(start.rebootedAt);
          expect(own.created + BOOT).toBeLessThan(start.rebootedAt);
          expect(own.previous).not.toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nobody is accused while something on the node has run since before the pod was created', () => {
    fc.assert(
      fc.property(life, life, time, (own, pluginLife, readySince) => {
        const older = driver({ created: own.created - HOUR, started: own.created - HOUR, previous: null });
        expect(names(readySince, older, plugin(pluginLife), workload(own))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
