import { parseArgs } from 'node:util';
import { openClients } from './cluster/clients.ts';
import { connect } from './cluster/connect.ts';
import type { ClusterSettings } from './config/clusterSettings.ts';
import { ConfigError } from './config/configError.ts';
import { readCluster } from './config/environment.ts';
import { clustersOfFile } from './config/followConfigFile.ts';
import { doctorReport } from './doctor/runChecks.ts';
import { doctorTable } from './doctor/table.ts';
import { printable, printableJson } from './printable.ts';
import { redactText } from './redaction.ts';

const USAGE = `gpu-console doctor: checks the GPUs of a cluster, from node to curve

  --kubeconfig FILE        the cluster; KUBECONFIG, else ~/.kube/config or the pod's service account
  --context NAME           which of its contexts; KUBE_CONTEXT
  --prometheus-url URL     the Prometheus that scrapes the DCGM exporters; PROMETHEUS_URL
  --prometheus-token-file FILE   a bearer token for it; PROMETHEUS_TOKEN_FILE
  --cluster ID             instead of these, which of the clusters that CONFIG_FILE lists
  --format table|json      table unless told
  --language en|zh-CN      en unless told
  --all                    passes, too (table only; JSON has them)
  --timeout SECONDS        how long to wait for the cluster to be read; 30 unless told

Exits with 0 where nothing is critical, 1 where something is, 2 where it was called wrongly (a kubeconfig that cannot be
used, too).
`;

const OPTIONS = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  'prometheus-url': { type: 'string' },
  'prometheus-token-file': { type: 'string' },
  cluster: { type: 'string' },
  format: { type: 'string', default: 'table' },
  language: { type: 'string', default: 'en' },
  all: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '30' },
  help: { type: 'boolean', default: false },
} as const;

interface Options {
  readonly settings: ClusterSettings;
  readonly format: 'table' | 'json';
  readonly language: 'en' | 'zh-CN';
  readonly all: boolean;
  readonly timeoutSeconds: number;
}

/** @throws ConfigError for what cannot be used */
async function readOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Options | 'help'> {
  const given = parsed(args);
  if (given.help) return 'help';
  const format = oneOf('format', given.format, ['table', 'json']);
  const language = oneOf('language', given.language, ['en', 'zh-CN']);
  const timeoutSeconds = Number(given.timeout);
  if (!(timeoutSeconds > 0)) throw new ConfigError(`--timeout ${given.timeout} is no number of seconds`);
  const settings = await clusterToCheck(given, environment);
  return { settings, format, language, all: given.all, timeoutSeconds };
}

/** @throws ConfigError */
async function clusterToCheck(
  given: ReturnType<typeof parsed>,
  environment: NodeJS.ProcessEnv,
): Promise<ClusterSettings> {
  const { CONFIG_FILE: file } = environment;
  if (file && given['prometheus-url'] === undefined) {
    const clusters = await clustersOfFile(file);
    const [only] = clusters;
    if (given.cluster === undefined && clusters.length === 1 && only !== undefined) return only;
    const found = clusters.find(({ cluster }) => cluster.id === given.cluster);
    if (found !== undefined) return found;
    const ids = clusters.map(({ cluster }) => cluster.id).join(', ');
    throw new ConfigError(`--cluster ${given.cluster ?? 'is not given'}: CONFIG_FILE lists ${ids}`);
  }
  if (given.cluster !== undefined)
    throw new ConfigError('--cluster is of the clusters in CONFIG_FILE, which is not set');
  return readCluster({
    KUBECONFIG: given.kubeconfig ?? environment['KUBECONFIG'],
    KUBE_CONTEXT: given.context ?? environment['KUBE_CONTEXT'],
    PROMETHEUS_URL: given['prometheus-url'] ?? environment['PROMETHEUS_URL'],
    PROMETHEUS_TOKEN_FILE: given['prometheus-token-file'] ?? environment['PROMETHEUS_TOKEN_FILE'],
    GPU_RESOURCES: environment['GPU_RESOURCES'],
  });
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  } catch (cause) {
    throw new ConfigError(cause instanceof Error ? cause.message : String(cause));
  }
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new ConfigError(`--${name} ${value}: give ${choices.join(' or ')}`);
  return found;
}

/** Runs the checks once; how many results are critical. */
async function examine({ settings, format, language, all, timeoutSeconds }: Options): Promise<number> {
  const stopping = new AbortController();
  const { state, facts, prometheus } = await connected(settings, stopping.signal);
  const deadline = performance.now() + timeoutSeconds * 1000;
  while (!state.settled && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const report = doctorReport(await facts.get());
  stopping.abort();
  await prometheus.close();
  const text =
    format === 'json' ? printableJson(JSON.stringify(report, null, 2)) : doctorTable(report, language, all);
  process.stdout.write(`${text}\n`);
  return report.summary.fail;
}

/** @throws ConfigError for a kubeconfig that cannot be used */
async function connected(settings: ClusterSettings, signal: AbortSignal) {
  const clients = openClients(settings);
  if (clients.target instanceof Error) throw new ConfigError(clients.target.message);
  const cluster = await connect(settings, clients, signal);
  cluster.follow();
  return cluster;
}

/** Runs the command; its exit code. */
export async function doctor(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    const options = await readOptions(args, environment);
    if (options === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    return (await examine(options)) > 0 ? 1 : 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`gpu-console doctor: ${printable(redactText(message))}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}
