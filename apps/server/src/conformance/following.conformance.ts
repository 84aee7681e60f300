import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { type ReflectorTarget, reflect } from '../kubernetes/reflector.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';
import { Door } from './door.ts';

const Labelled = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
});
const List = z.object({ items: z.array(Labelled) });

/** Keeps the round in which each object was last changed, by the object's name. */
class Rounds implements ReflectorTarget {
  readonly failures: string[] = [];
  readonly rounds = new Map<string, string>();
  lists = 0;
  changes = 0;
  timesHealthy = 0;

  replace(objects: readonly unknown[]): void {
    this.lists += 1;
    this.rounds.clear();
    for (const object of objects) this.#put(object);
  }

  apply(object: unknown): void {
    this.changes += 1;
    this.#put(object);
  }

  remove(object: unknown): void {
    this.changes += 1;
    this.rounds.delete(Labelled.parse(object).metadata.name);
  }

  markHealthy(): void {
    this.timesHealthy += 1;
  }

  markFailed(reason: string): void {
    this.failures.push(reason);
  }

  #put(object: unknown): void {
    const { name, labels } = Labelled.parse(object).metadata;
    this.rounds.set(name, labels['round'] ?? '');
  }
}

const portOf = ({ config }: Cluster) => Number(new URL(config.getCurrentCluster()?.server ?? '').port);

/** The cluster's account, by way of the door. */
function through(door: Door, { config }: Cluster): KubeConfig {
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (cluster === null || user === null) throw new Error('the kubeconfig names no cluster and user');
  const other = new KubeConfig();
  other.loadFromClusterAndUser({ ...cluster, server: `https://127.0.0.1:${door.port}` }, user);
  return other;
}

let plane: ControlPlane;
let cached: Cluster;
let uncached: Cluster;
let namespaces = 0;

beforeAll(async () => {
  plane = await ControlPlane.start();
  cached = await plane.startApiServer();
  // Every list and watch comes from etcd itself, which forgets what is compacted.
  uncached = await plane.startApiServer(['--watch-cache=false']);
});

afterAll(() => plane.stop());

/** A collection of the test's own, with so many objects. */
async function collection(count: number): Promise<string> {
  namespaces += 1;
  const name = `follow-${namespaces}`;
  await cached.create('/api/v1/namespaces', { metadata: { name } });
  const path = `/api/v1/namespaces/${name}/configmaps`;
  const names = Array.from({ length: count }, (_, n) => `object-${n}`);
  for (let at = 0; at < count; at += 50) {
    await Promise.all(
      names.slice(at, at + 50).map((object) => cached.create(path, { metadata: { name: object } })),
    );
  }
  return path;
}

/** What the collection holds now. */
async function roundsAt(path: string): Promise<Map<string, string>> {
  const { items } = List.parse(await cached.get(path));
  return new Map(items.map(({ metadata }) => [metadata.name, metadata.labels['round'] ?? '']));
}

/** A reflector of the collection, until the test ends. */
async function following(path: string, cluster: Cluster, api?: typeof KubernetesApi) {
  const door = await Door.open(portOf(cluster));
  const config = through(door, cluster);
  const target = new Rounds();
  const stopping = new AbortController();
  const ended = reflect(
    new (api ?? KubernetesApi)(new KubernetesConnection(() => config)),
    { path },
    target,
    stopping.signal,
  );
  onTestFinished(async () => {
    stopping.abort();
    door.close();
    await ended;
  });
  await until('it has listed', () => target.lists > 0);
  return { door, target };
}

/** Creates, changes and deletes. */
async function change(path: string, round: number): Promise<void> {
  await cached.create(path, { metadata: { name: `new-${round}`, labels: { round: `${round}` } } });
  await cached.patch(`${path}/object-${round}`, { metadata: { labels: { round: `${round}` } } });
  await cached.delete(`${path}/object-${round + 100}`);
}

async function caughtUp(path: string, target: Rounds): Promise<void> {
  const wanted = await roundsAt(path);
  await until('it has caught up', () => {
    expect(target.rounds).toEqual(wanted);
    return true;
  });
}

describe.each([
  ['from its cache', () => cached],
  ['from etcd', () => uncached],
])('an API server that serves %s', (_, cluster) => {
  it('gives a list of 1,234 objects in pages, whole', async () => {
    const path = await collection(1234);
    const { target } = await following(path, cluster());
    expect(target.rounds).toEqual(await roundsAt(path));
    expect(target.rounds.size).toBe(1234);
    expect(target.lists).toBe(1);
  });

  it('is followed through changes and broken connections, without a second list', async () => {
    const path = await collection(200);
    const { door, target } = await following(path, cluster());
    for (let round = 0; round < 30; round++) {
      if (round % 10 === 4) door.shut();
      await change(path, round);
      if (round % 10 === 7) door.leadTo(portOf(cluster()));
    }
    await caughtUp(path, target);
    expect(target.lists).toBe(1);
    expect(target.changes).toBe(90);
  });
});

describe('a version that is gone', () => {
  it('leads to a new list where etcd has forgotten it', async () => {
    const path = await collection(200);
    const { door, target } = await following(path, uncached);
    door.shut();
    await change(path, 0);
    await change(path, 1);
    await plane.compact();
    door.leadTo(portOf(uncached));
    await caughtUp(path, target);
    expect(target.lists).toBe(2);
  });

  it('leads to a new list where another API server, started since, never had it', async () => {
    const path = await collection(200);
    const { door, target } = await following(path, cached);
    door.shut();
    await change(path, 0);
    await change(path, 1);
    door.leadTo(portOf(await plane.startApiServer()));
    await caughtUp(path, target);
    expect(target.lists).toBe(2);
  });

  it('leads to a new list from the first page on, where it goes between two pages', async () => {
    const path = await collection(700);
    let pages = 0;
    class Forgetful extends KubernetesApi {
      override async get(...asked: Parameters<KubernetesApi['get']>): Promise<unknown> {
        const page = await super.get(...asked);
        pages += 1;
        if (pages === 1) {
          await change(path, 0);
          await plane.compact();
        }
        return page;
      }
    }
    const { target } = await following(path, uncached, Forgetful);
    await caughtUp(path, target);
    expect(target.lists).toBe(1);
    expect(pages).toBe(3);
  });
});

describe('a watch on which nothing happens', () => {
  it('moves on with what happens elsewhere, so that another API server can go on from there', async () => {
    const quiet = await collection(1);
    const busy = await collection(200);
    const { door, target } = await following(quiet, cached);
    await change(busy, 0);
    const other = await plane.startApiServer();
    await change(busy, 1);
    // Two rounds of a bookmark and a new watch: what the first tells may be from before the change.
    const heard = target.timesHealthy + 4;
    await vi.waitFor(() => expect(target.timesHealthy).toBeGreaterThanOrEqual(heard), 90_000);
    door.shut();
    door.leadTo(portOf(other));
    await cached.patch(`${quiet}/object-0`, { metadata: { labels: { round: '7' } } });
    await caughtUp(quiet, target);
    expect(target.lists).toBe(1);
  });
});
