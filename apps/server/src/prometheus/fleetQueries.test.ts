import { columnMetrics, type Dialect } from '@gpu-console/shared/metrics';
import { describe, expect, it } from 'vitest';
import { frameOf } from '../testing/fleetObjects.ts';
import { fleetQueries } from './fleetQueries.ts';
import { joinDevices, overlaps, valuesByDevice } from './fleetSeries.ts';

const overwritten = { pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' };
const plain = { pod: 'pod', namespace: 'namespace', container: 'container' };
const exported: Dialect = { uuid: ['UUID'], host: ['Hostname'], workload: [overwritten] };
const honoured: Dialect = { ...exported, workload: [plain] };
const mixed: Dialect = { uuid: ['UUID', 'uuid'], host: ['Hostname'], workload: [overwritten, plain] };
const scraped = { instance: '10.244.1.5:9400', namespace: 'gpu-operator', pod: 'nvidia-dcgm-exporter-x' };
const gpu1 = { UUID: 'GPU-1', gpu: '0', modelName: 'Tesla T4', Hostname: 'worker-1', ...scraped };
const heldBy = (name: string, container = 'main') => ({
  exported_namespace: 'ml',
  exported_pod: name,
  exported_container: container,
});
const join = (identity: ReturnType<typeof frameOf>, dialect = exported) =>
  joinDevices(identity, new Map(), new Map(), dialect, 15);

const queriesFor = (...names: string[]) => fleetQueries({ dialect: exported, exported: new Set(names) });

describe('the fleet’s queries', () => {
  it('ask only for fields that the cluster exports', () => {
    const queries = queriesFor('DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_GPU_UTIL');
    expect([...queries.values.keys()]).toEqual(['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_GPU_TEMP']);
    expect(queries.identity).toContain('group without (__name__) (DCGM_FI_DEV_GPU_TEMP) * 0');
    expect(queries.idle).toBe(
      '(max by (UUID, GPU_I_ID) (max_over_time(DCGM_FI_DEV_GPU_UTIL[1800s]) and DCGM_FI_DEV_GPU_UTIL < 2147483632) * 0.01) < 0.05',
    );
  });

  it.each(columnMetrics)('ask for every field that $id may come from', ({ fields }) => {
    const names = fields.map(({ field }) => field);
    expect([...queriesFor(...names).values.keys()]).toEqual(names);
  });

  it('find the devices by whatever is exported where the usual fields are not', () => {
    const queries = queriesFor('DCGM_FI_DEV_SM_CLOCK', 'DCGM_FI_DEV_POWER_USAGE');
    expect(queries.identity).toContain('(DCGM_FI_DEV_SM_CLOCK)');
    expect(queries.identity).toContain('timestamp(DCGM_FI_DEV_SM_CLOCK)');
  });
});

describe('values by device', () => {
  it('leave out gaps and series of no GPU, whatever its UUID is called', () => {
    const frame = frameOf([
      [{ UUID: 'GPU-1' }, 41],
      [{ UUID: 'GPU-1', GPU_I_ID: '7' }, 42],
      [{ uuid: 'GPU-2' }, 43],
      [{ UUID: 'GPU-3' }, null],
      [{ UUID: '' }, 1],
      [{ nvswitch: '0' }, 1],
    ]);
    expect([...valuesByDevice(frame, mixed)]).toEqual([
      ['GPU-1', 41],
      ['GPU-1/7', 42],
      ['GPU-2', 43],
    ]);
  });
});

describe('the devices', () => {
  it('carry their identity, and every place where the node’s name may stand', () => {
    const labels = {
      ...gpu1,
      DCGM_FI_DRIVER_VERSION: '545.29.06',
      pci_bus_id: '00000000:1A:00.0',
      node: 'worker-1.example',
    };
    const values = new Map([['DCGM_FI_DEV_GPU_TEMP', new Map([['GPU-1', 41]])]]);
    expect(joinDevices(frameOf([[labels, 1_699_999_990]]), values, new Map(), exported, 15)).toEqual([
      {
        uuid: 'GPU-1',
        index: 0,
        instance: null,
        product: 'Tesla T4',
        driverVersion: '545.29.06',
        pciBusId: '00000000:1A:00.0',
        origins: [
          {
            hostname: 'worker-1',
            node: 'worker-1.example',
            pod: 'nvidia-dcgm-exporter-x',
            instance: '10.244.1.5:9400',
          },
        ],
        workloads: [],
        sampledAt: 1_699_999_990,
        values: new Map([['DCGM_FI_DEV_GPU_TEMP', 41]]),
        own: new Map(),
      },
    ]);
  });

  it('count a time-sliced GPU once, with each pod that shares it', () => {
    const identity = frameOf([
      [{ ...gpu1, ...heldBy('a'), vgpu: '0' }, 1],
      [{ ...gpu1, ...heldBy('b'), vgpu: '1' }, 1],
      [{ ...gpu1, ...heldBy('b', 'sidecar'), vgpu: '2' }, 1],
      [{ ...gpu1, ...heldBy('a'), vgpu: '3' }, 1],
    ]);
    const [device, ...others] = join(identity);
    expect(others).toEqual([]);
    expect(device?.workloads).toEqual([
      { namespace: 'ml', name: 'a', container: 'main' },
      { namespace: 'ml', name: 'b', container: 'main' },
      { namespace: 'ml', name: 'b', container: 'sidecar' },
    ]);
  });

  it('tell a MIG instance from its GPU and from the next', () => {
    const instance = (id: string) => ({ ...gpu1, GPU_I_ID: id, GPU_I_PROFILE: '1g.10gb' });
    const identity = frameOf([
      [gpu1, 1],
      [{ ...instance('7'), ...heldBy('a') }, 1],
      [instance('8'), 1],
    ]);
    expect(join(identity).map(({ instance, workloads }) => [instance, workloads.length])).toEqual([
      [null, 0],
      [{ id: '7', profile: '1g.10gb' }, 1],
      [{ id: '8', profile: '1g.10gb' }, 0],
    ]);
  });

  it('are told by the newest of the series that one exporter left, and by each exporter that is alive', () => {
    const other = { ...gpu1, instance: '10.244.1.9:9400', pod: 'nvidia-dcgm-exporter-y' };
    const identity = frameOf([
      [{ ...gpu1, ...heldBy('ended') }, 970],
      [{ ...gpu1, ...heldBy('running') }, 1000],
      [{ ...other, ...heldBy('also') }, 985],
      [{ ...other, instance: '10.244.1.2:9400', ...heldBy('gone with its exporter') }, 800],
    ]);
    const [device] = join(identity);
    expect(device?.workloads.map(({ name }) => name)).toEqual(['running', 'also']);
    expect(device?.sampledAt).toBe(1000);
    expect(overlaps(identity, exported)).toBe(true);
  });

  it('do not overlap where pods share one, nor where a series has no value', () => {
    const identity = frameOf([
      [{ ...gpu1, ...heldBy('a'), vgpu: '0' }, 1000],
      [{ ...gpu1, ...heldBy('b'), vgpu: '1' }, 1000],
      [{ ...gpu1, UUID: 'GPU-2' }, 985],
      [{ ...gpu1, UUID: 'GPU-2', err_code: '0' }, 0],
    ]);
    expect(overlaps(identity, exported)).toBe(false);
    expect(join(identity).map(({ sampledAt }) => sampledAt)).toEqual([1000, 985]);
  });

  it('were not sampled where all that they report is blank', () => {
    expect(join(frameOf([[gpu1, 0]]))).toMatchObject([{ uuid: 'GPU-1', sampledAt: null }]);
  });

  it('never name the exporter as a workload', () => {
    expect(join(frameOf([[gpu1, 1]]), honoured)[0]?.workloads).toEqual([]);
  });

  it('take the workload’s own labels where the scrape honours them', () => {
    const labels = { ...gpu1, namespace: 'ml', pod: 'train', container: '' };
    expect(join(frameOf([[labels, 1]]), honoured)[0]?.workloads).toEqual([
      { namespace: 'ml', name: 'train', container: null },
    ]);
  });

  it('name nobody where labels are empty, or nothing names workloads', () => {
    const nobody = { ...gpu1, exported_pod: '', exported_namespace: '', exported_container: '' };
    expect(join(frameOf([[nobody, 1]]))[0]?.workloads).toEqual([]);
    const unnamed: Dialect = { ...exported, workload: [] };
    expect(join(frameOf([[{ ...gpu1, ...heldBy('a') }, 1]]), unnamed)[0]?.workloads).toEqual([]);
  });

  it('are one where an old and a new exporter report the same GPU', () => {
    const identity = frameOf([
      [{ uuid: 'GPU-1', gpu: '0', instance: '10.244.1.4:9400', pod: 'dcgm-exporter-old' }, 1],
      [{ ...gpu1, hostname: 'worker-1', ...heldBy('a') }, 1],
      [{ ...gpu1, UUID: 'GPU-2', pod: 'train', namespace: 'ml', container: 'main' }, 1],
    ]);
    const devices = join(identity, mixed);
    expect(devices.map(({ uuid, product, workloads }) => [uuid, product, workloads[0]?.name])).toEqual([
      ['GPU-1', 'Tesla T4', 'a'],
      ['GPU-2', 'Tesla T4', 'train'],
    ]);
    expect(devices[0]?.origins.map(({ instance }) => instance)).toEqual([
      '10.244.1.4:9400',
      '10.244.1.5:9400',
    ]);
  });

  it('have no index where the exporter gives none', () => {
    expect(join(frameOf([[{ UUID: 'GPU-1' }, 1]]))[0]).toMatchObject({ index: null, product: null });
    expect(join(frameOf([[{ UUID: 'GPU-1', gpu: 'x' }, 1]]))[0]?.index).toBeNull();
  });
});
