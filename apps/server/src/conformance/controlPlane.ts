import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../testing/until.ts';
import { Cluster } from './cluster.ts';
import { Daemon, pathOf, run } from './programs.ts';

/** A static token in the group that may do everything. */
const TOKEN = 'conformance';
const FACTS = 'conformance,admin,admin,system:masters';

/**
 * A real control plane on free ports of the loopback: etcd, one or more API servers, a scheduler. There is no kubelet
 * and no controller: nodes and the status of pods are what a test writes.
 */
export class ControlPlane {
  readonly #folder: string;
  readonly #daemons: Daemon[] = [];
  #etcd = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<ControlPlane> {
    const plane = new ControlPlane(await mkdtemp(join(tmpdir(), 'gpu-console-kubernetes-')));
    try {
      await plane.#makeKeys();
      await plane.#startEtcd();
    } catch (error) {
      await plane.stop();
      throw error;
    }
    return plane;
  }

  /** One more API server over the same store. */
  async startApiServer(flags: readonly string[] = []): Promise<Cluster> {
    const [port = 0] = await freePorts(1);
    const server = this.#run(pathOf('kube-apiserver'), [
      `--etcd-servers=${this.#etcd}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${this.#file('tls.crt')}`,
      `--tls-private-key-file=${this.#file('tls.key')}`,
      `--token-auth-file=${this.#file('tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--allow-privileged',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${this.#file('tls.crt')}`,
      `--service-account-signing-key-file=${this.#file('tls.key')}`,
      // No controller makes service accounts or marks nodes as ready.
      '--disable-admission-plugins=ServiceAccount,TaintNodesByCondition',
      ...flags,
    ]);
    const kubeconfig = this.#file(`kubeconfig-${port}`);
    await writeFile(kubeconfig, kubeconfigOf(`https://127.0.0.1:${port}`, this.#file('tls.crt')));
    const cluster = new Cluster(kubeconfig);
    await until(
      'the API server is ready',
      async () => {
        server.check();
        return (await cluster.read('/readyz')) === 'ok';
      },
      () => server.log,
    );
    return cluster;
  }

  async startScheduler({ kubeconfig }: Cluster, flags: readonly string[] = []): Promise<Daemon> {
    const [port = 0] = await freePorts(1);
    return this.#run(pathOf('kube-scheduler'), [
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${this.#folder}`,
      ...flags,
    ]);
  }

  /** Forgets all versions of all objects but the present ones, as the API server has etcd do every five minutes. */
  async compact(): Promise<void> {
    const ask = async (path: string, body: object) => {
      const reply = await fetch(this.#etcd + path, { method: 'POST', body: JSON.stringify(body) });
      const text = await reply.text();
      if (!reply.ok) throw new Error(text);
      return text;
    };
    const revision = /"revision":"(\d+)"/.exec(await ask('/v3/maintenance/status', {}))?.[1];
    await ask('/v3/kv/compaction', { revision, physical: true });
  }

  async stop(): Promise<void> {
    // The last started first: an API server without etcd waits long before it ends.
    for (const daemon of this.#daemons.toReversed()) await daemon.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }

  #run(command: string, args: readonly string[]): Daemon {
    const daemon = new Daemon(command, args);
    this.#daemons.push(daemon);
    return daemon;
  }

  async #makeKeys(): Promise<void> {
    await writeFile(this.#file('tokens.csv'), FACTS);
    const names = 'subjectAltName=IP:127.0.0.1';
    const files = ['-keyout', this.#file('tls.key'), '-out', this.#file('tls.crt')];
    const subject = ['-subj', '/CN=conformance', '-addext', names, '-days', '2'];
    await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-noenc', ...subject, ...files]);
  }

  async #startEtcd(): Promise<void> {
    const [client, peer] = await freePorts(2);
    this.#etcd = `http://127.0.0.1:${client}`;
    const peers = `http://127.0.0.1:${peer}`;
    const etcd = this.#run('etcd', [
      `--data-dir=${this.#file('etcd')}`,
      `--listen-client-urls=${this.#etcd}`,
      `--advertise-client-urls=${this.#etcd}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      '--experimental-watch-progress-notify-interval=5s',
    ]);
    await until(
      'etcd is healthy',
      async () => {
        etcd.check();
        return (await fetch(`${this.#etcd}/health`)).ok;
      },
      () => etcd.log,
    );
  }
}

function kubeconfigOf(server: string, authority: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'real',
    contexts: [{ name: 'real', context: { cluster: 'real', user: 'admin' } }],
    clusters: [{ name: 'real', cluster: { server, 'certificate-authority': authority } }],
    users: [{ name: 'admin', user: { token: TOKEN } }],
  });
}

/** Ports of the loopback that nothing listens on, each another. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      const closed = once(server, 'close');
      server.close();
      await closed;
      if (address === null || typeof address === 'string') throw new Error('no port could be taken');
      return address.port;
    }),
  );
}
