import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiHandler } from '../apiServer.ts';
import { kubeconfigYaml } from '../kubeconfig.ts';
import { gpuPod, TestLogs, testStore } from '../testCluster.ts';
import { groupBinding } from './defaultRoles.ts';
import { TokenTable } from './tokenTable.ts';

const program = process.env['KUBECTL'] ?? 'kubectl';
const hasPrograms = [
  [program, 'version', '--client'],
  ['openssl', 'version'],
].every(([name = '', ...args]) => spawnSync(name, args).error === undefined);

/** Over TLS, since kubectl sends no token without. */
describe.skipIf(!hasPrograms)('kubectl', { timeout: 60_000 }, () => {
  let server: Server;
  let home: string;

  beforeAll(async () => {
    const store = testStore();
    const tokens = new TokenTable([
      { token: 'of-root', name: 'root', groups: ['system:masters'] },
      { token: 'of-ann', name: 'ann', uid: '7', groups: ['nlp'] },
    ]);
    const handle = apiHandler({ store, logs: new TestLogs(), tokens, version: { gitVersion: 'v1.34.4' } });
    store.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gpu' } });
    store.create(gpuPod('trainer-0'));
    store.create(groupBinding('nlp', 'view', 'gpu'));
    home = await mkdtemp(join(tmpdir(), 'kubectl-access-test-'));
    const [key, cert] = [join(home, 'tls.key'), join(home, 'tls.crt')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-subj', '/CN=127.0.0.1'];
    await run('openssl', [...request, '-keyout', key, '-out', cert]);
    server = createServer({ key: await readFile(key), cert: await readFile(cert) }, handle);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await writeFile(join(home, 'kubeconfig'), kubeconfigYaml(`https://127.0.0.1:${String(port)}`, 'demo'));
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await rm(home, { recursive: true });
  });

  const run = promisify(execFile);

  /** Its output, what it says when it fails too, with root's token unless another is given. */
  async function kubectl(...given: string[]): Promise<string> {
    const args = given.includes('--token') ? given : [...given, '--token', 'of-root'];
    const env = { ...process.env, HOME: home, KUBECONFIG: join(home, 'kubeconfig') };
    const { stdout, stderr } = await run(program, args, { env, timeout: 50_000 }).catch(
      (failure: { stdout: string; stderr: string }) => failure,
    );
    return stdout + stderr;
  }

  const canI = (...args: string[]) => kubectl('auth', 'can-i', ...args);
  const ofTeam = ['--as', 'nlp-user', '--as-group', 'nlp'];

  it('asks what somebody else may do', async () => {
    expect(await canI('list', 'pods', '-n', 'gpu', ...ofTeam)).toBe('yes\n');
    expect(await canI('get', 'pods', '--subresource=log', '-n', 'gpu', ...ofTeam)).toBe('yes\n');
    expect(await canI('delete', 'pods', '-n', 'gpu', ...ofTeam)).toBe('no\n');
    expect(await canI('list', 'pods', '-n', 'default', ...ofTeam)).toBe('no\n');
    expect(await canI('list', 'pods', '-A', ...ofTeam)).toMatch(/^no\n/);
    expect(await canI('get', '/version', ...ofTeam)).toBe('yes\n');
    expect(await canI('get', 'dashboards.gpu-console.io', '-n', 'gpu', ...ofTeam)).toMatch(/no\n/);
    expect(await canI('get', 'dashboards.gpu-console.io', '-n', 'gpu')).toMatch(/yes\n/);
  });

  it('lists what the owner of a token may do', async () => {
    const rules = await canI('--list', '-n', 'gpu', '--token', 'of-ann');
    expect(rules).toMatch(/pods\/log +\[\] +\[\] +\[get list watch\]/);
    expect(rules).toMatch(/\[\/apis\/\*\] +\[\] +\[get\]/);
    expect(rules).not.toContain('*.*');
  });

  it('says who asks', async () => {
    const own = await kubectl('auth', 'whoami', '--token', 'of-ann');
    expect(own).toMatch(/Username +ann\nUID +7\nGroups +\[nlp system:authenticated\]/);
    expect(await kubectl('auth', 'whoami')).toMatch(/Groups +\[system:masters system:authenticated\]/);
  });

  it('is refused in the API server’s words', async () => {
    expect(await kubectl('get', 'pods', '-n', 'gpu', '--token', 'of-ann')).toContain('trainer-0');
    expect(await kubectl('get', 'pods', '-n', 'default', '--token', 'of-ann')).toBe(
      'Error from server (Forbidden): pods is forbidden: User "ann" cannot list resource "pods" in API group "" in the namespace "default"\n',
    );
    expect(await kubectl('get', 'nodes', '--token', 'of-ann', '--as', 'root')).toContain(
      'cannot impersonate resource "users"',
    );
    expect(await kubectl('get', 'nodes', '--token', 'nosuch')).toMatch(/must be logged in|Unauthorized/);
  });

  it('makes, shows, describes and deletes roles and bindings', async () => {
    const inGpu = ['-n', 'gpu'];
    expect(await kubectl('create', 'role', 'deleter', '--verb=delete', '--resource=pods', ...inGpu)).toBe(
      'role.rbac.authorization.k8s.io/deleter created\n',
    );
    await kubectl('create', 'rolebinding', 'deleters', '--role=deleter', '--group=nlp', ...inGpu);
    expect(await canI('delete', 'pods', ...inGpu, ...ofTeam)).toBe('yes\n');
    expect(await kubectl('get', 'rolebindings', '-o', 'wide', ...inGpu)).toMatch(
      /deleters +Role\/deleter +\S+ +nlp *\n/,
    );
    expect(await kubectl('describe', 'role', 'deleter', ...inGpu)).toMatch(/pods +\[\] +\[\] +\[delete\]/);
    const counted = ['create', 'clusterrole', 'counter', '--verb=list', '--resource=nodes'];
    expect(await kubectl(...counted)).toContain('counter created');
    await kubectl('create', 'serviceaccount', 'bot', ...inGpu);
    await kubectl(
      'create',
      'clusterrolebinding',
      'bots',
      '--clusterrole=counter',
      '--serviceaccount=gpu:bot',
    );
    expect(await canI('list', 'nodes', '--as', 'system:serviceaccount:gpu:bot')).toMatch(/yes\n/);
    expect(await kubectl('get', 'clusterroles')).toMatch(/NAME +CREATED AT\nadmin +2021-06-01T00:10:00Z/);
    expect(await kubectl('describe', 'clusterrolebinding', 'bots')).toMatch(/ServiceAccount +bot +gpu/);
    expect(await kubectl('delete', 'rolebinding', 'deleters', ...inGpu)).toContain('"deleters" deleted');
    expect(await canI('delete', 'pods', ...inGpu, ...ofTeam)).toBe('no\n');
  });

  it('applies what a binding says', async () => {
    const path = join(home, 'binding.yaml');
    const binding = (group: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: editors, namespace: gpu}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: ${group}}]
`;
    await writeFile(path, binding('vision'));
    expect(await kubectl('apply', '-f', path)).toContain('editors created');
    await writeFile(path, binding('nlp'));
    expect(await kubectl('apply', '-f', path)).toContain('editors configured');
    expect(await canI('create', 'pods', '-n', 'gpu', ...ofTeam)).toBe('yes\n');
    expect(await canI('create', 'pods', '-n', 'gpu', '--as', 'ann', '--as-group', 'vision')).toBe('no\n');
    expect(await kubectl('auth', 'reconcile', '-f', path)).toMatch(/editors/);
  });
});
