import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../scripts/lib/children.mjs';
import { doctorCommand } from '../harness/doctorCommand.ts';
import type { Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';

/** An address where nothing listens. */
const nowhere = async () => `http://127.0.0.1:${await freePort()}`;

interface Report {
  readonly summary: { readonly fail: number };
  readonly results: readonly {
    readonly check: string;
    readonly verdict: string;
    readonly params: Readonly<Record<string, string>>;
    readonly evidence: readonly { readonly value: string }[];
    readonly reason: string | null;
  }[];
}

test.setTimeout(180_000);

const problemsOf = (report: Report) => report.results.filter(({ verdict }) => verdict !== 'pass');

test('a wrong call is refused with 2 and a line that says why', async ({ demo }) => {
  const calls: readonly (readonly [readonly string[], RegExp])[] = [
    [['--frobnicate'], /Unknown option '--frobnicate'/],
    [['--kubeconfig', demo.kubeconfig], /PROMETHEUS_URL is not set/],
    [['--kubeconfig', '/nowhere/config', '--prometheus-url', demo.prometheus], /nowhere\/config/],
  ];
  const outcomes = await Promise.all(calls.map(([args]) => doctorCommand(...args)));
  for (const [index, { code, output, errors }] of outcomes.entries()) {
    expect(errors).toMatch(calls[index]?.[1] ?? /^$/);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(output).toBe('');
    expect(code).toBe(2);
  }
});

test('--help tells every option and ends with 0', async () => {
  const { code, output } = await doctorCommand('--help');
  expect(code).toBe(0);
  for (const option of ['kubeconfig', 'context', 'prometheus-url', 'format', 'language', 'all', 'timeout'])
    expect(output).toContain(`--${option}`);
});

test('without Prometheus, that is what fails, and what needs it is unknown', async ({ demo }) => {
  const sources = ['--kubeconfig', demo.kubeconfig, '--prometheus-url', await nowhere()];
  const { code, output } = await doctorCommand(...sources, '--format', 'json');
  expect(code).toBe(1);
  const report: Report = JSON.parse(output);
  const verdictsOf = (check: string) =>
    new Set(report.results.filter((one) => one.check === check).map(({ verdict }) => verdict));
  expect(verdictsOf('prometheus-reachable')).toEqual(new Set(['fail']));
  for (const check of ['metrics-target', 'metrics-fresh', 'metrics-catalogue', 'clock-skew', 'xid'])
    expect(verdictsOf(check), check).toEqual(new Set(['unknown']));
});

test('without the API server, that is what fails first', async ({ demo }, info) => {
  const kubeconfig = info.outputPath('kubeconfig');
  await writeFile(kubeconfig, await kubeconfigFor(demo, await nowhere()));
  const { code, output } = await doctorCommand(
    ...['--kubeconfig', kubeconfig, '--prometheus-url', demo.prometheus, '--timeout', '5'],
  );
  expect(code).toBe(1);
  expect(output).toMatch(
    /^CRITICAL +kubernetes-readable +cluster\n +Nodes and pods cannot be read:\s[^→]*ECONNREFUSED/,
  );
  expect(output).not.toMatch(/^PASS/m);
});

test('a kind that may not be read is told, and what needs it is unknown, never a pass', async ({
  demo,
}, info) => {
  const refusing = await refusingServer(demo.kubernetes, /^\/apis\/nvidia\.com\/v1\/clusterpolicies/);
  try {
    const kubeconfig = info.outputPath('kubeconfig');
    await writeFile(kubeconfig, await kubeconfigFor(demo, refusing.url));
    const { output } = await doctorCommand(
      ...['--kubeconfig', kubeconfig, '--prometheus-url', demo.prometheus, '--format', 'json'],
    );
    const problems = problemsOf(JSON.parse(output));
    const told = problems.find(({ check }) => check === 'kubernetes-readable');
    expect(told).toMatchObject({ verdict: 'warn', params: { kind: 'ClusterPolicies' } });
    expect(told?.evidence[0]?.value).toContain('you may not list clusterpolicies');
    const policy = problems.filter(({ check }) => check === 'clusterpolicy-state');
    expect(policy).toMatchObject([{ verdict: 'unknown' }]);
    expect(policy[0]?.reason).toContain('you may not list clusterpolicies');
  } finally {
    await refusing.stop();
  }
});

/** The demo's kubeconfig with another address of the API server. */
async function kubeconfigFor({ kubeconfig, kubernetes }: Endpoints, server: string): Promise<string> {
  return (await readFile(kubeconfig, 'utf8')).replaceAll(kubernetes, server);
}

/** Passes everything on to an API server, but refuses some paths as one does whose RBAC says no. */
async function refusingServer(kubernetes: string, refused: RegExp) {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    if (refused.test(path)) {
      const message = 'clusterpolicies.nvidia.com is forbidden: you may not list clusterpolicies';
      const status = {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Forbidden',
        code: 403,
        message,
      };
      response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(status));
      return;
    }
    const upstream = await fetch(`${kubernetes}${path}`, { signal: AbortSignal.timeout(60_000) });
    response.writeHead(upstream.status, { 'content-type': upstream.headers.get('content-type') ?? '' });
    for await (const chunk of upstream.body ?? []) response.write(chunk);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
