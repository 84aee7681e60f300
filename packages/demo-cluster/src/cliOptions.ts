import { parseArgs } from 'node:util';
import { scenarioNamed, scenarios } from './scenarios/registry.ts';
import type { Scenario } from './scenarios/scenario.ts';

export interface CliOptions {
  readonly scenario: Scenario;
  readonly nodes?: number;
  readonly historySeconds: number;
  readonly seed: number;
  readonly dataDir: string;
  readonly apiPort: number;
  readonly honorLabels?: boolean;
  readonly tokenFile?: string;
}

/** Says what was wrong with which argument, and what would be right. */
export class UsageError extends Error {}

export const usage = `Usage: demo-cluster --data-dir DIR [options]

  --data-dir DIR        where kubeconfig, prometheus.yml and prometheus/ are written (required)
  --scenario NAME       ${scenarios.map(({ name }) => name).join(' | ')} (default ${scenarios[0]?.name})
  --nodes N             number of nodes, for the scenario scale
  --history DURATION    length of the past, such as 6h, 90m or 0s (default 6h)
  --seed N              another seed gives another cluster (default 1)
  --api-port PORT       port of the Kubernetes API server (default 0, a free one)
  --token-auth-file F   users of the API server, each with a bearer token: token,user,uid,"group1,group2" a line;
                        whoever has no token may do everything
  --honor-labels BOOL   whether Prometheus keeps the exporters' pod and namespace labels

Scenarios:
${scenarios.map(({ name, description }) => `  ${name.padEnd(12)}${description}`).join('\n')}
`;

/** Parses the command line; `help` when that was asked for. @throws UsageError */
export function parseCli(args: readonly string[]): CliOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const { scenario: name = scenarios[0]?.name ?? '', history = '6h', seed = '1' } = values;
  const scenario = scenarioNamed(name);
  const names = scenarios.map((known) => known.name).join(', ');
  if (!scenario) throw new UsageError(`--scenario ${name} is not known: choose one of ${names}`);
  const dataDir = values['data-dir'];
  if (!dataDir) throw new UsageError('--data-dir is missing: give a directory to write to');
  const {
    nodes,
    'honor-labels': honorLabels,
    'api-port': apiPort = '0',
    'token-auth-file': tokenFile,
  } = values;
  return {
    scenario,
    historySeconds: seconds(history),
    seed: integer('--seed', seed, 0, 2 ** 31 - 1),
    dataDir,
    apiPort: integer('--api-port', apiPort, 0, 65_535),
    ...(nodes !== undefined && { nodes: integer('--nodes', nodes, 1, 250) }),
    ...(tokenFile !== undefined && { tokenFile }),
    ...(honorLabels !== undefined && { honorLabels: truth(honorLabels) }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string' },
        nodes: { type: 'string' },
        history: { type: 'string' },
        seed: { type: 'string' },
        'data-dir': { type: 'string' },
        'api-port': { type: 'string' },
        'token-auth-file': { type: 'string' },
        'honor-labels': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [line] = error instanceof Error ? error.message.split('. ') : [String(error)];
    throw new UsageError(`${line}: --help lists the arguments`);
  }
}

function seconds(text: string): number {
  const [, amount, unit = 's'] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (amount === undefined)
    throw new UsageError(`--history ${text} is no duration: write it as 6h, 90m or 0s`);
  const value = Number(amount) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1);
  if (value > 2 * 86_400) throw new UsageError(`--history ${text} is too long: give at most 2d`);
  return value;
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${name} ${text} is out of range: give a whole number from ${min} to ${max}`);
}

function truth(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new UsageError(`--honor-labels ${text} is neither: give true or false`);
}
