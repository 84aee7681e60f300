import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { ClusterSettings } from './clusterSettings.ts';
import { ConfigError } from './configError.ts';
import { readConfigFile } from './configFile.ts';
import { FileWatch } from './fileWatch.ts';

/** The clusters that the file of this name lists. @throws ConfigError with a line per mistake */
export async function clustersOfFile(name: string): Promise<readonly ClusterSettings[]> {
  const file = resolve(name);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`CONFIG_FILE=${name} cannot be read: ${String(cause)}`);
  });
  return readConfigFile(text, file);
}

interface Following {
  readonly apply: (clusters: readonly ClusterSettings[]) => Promise<void>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** How often the file is looked at. */
  readonly pollMs?: number;
}

/**
 * Applies what the file lists, and again whenever it changed until `signal` aborts; done after the first time. A changed
 * file with a mistake in it is logged, and changes nothing.
 * @throws ConfigError where the file cannot be used the first time
 */
export async function followConfigFile(
  file: string,
  { apply, logger, signal, pollMs }: Following,
): Promise<void> {
  const watch = await FileWatch.begin([file]);
  await apply(await clustersOfFile(file));
  const onChange = async () => {
    try {
      await apply(await clustersOfFile(file));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      logger.error({ file, problem }, 'CONFIG_FILE changed and cannot be used: what it said before stands');
    }
  };
  void watch.follow(onChange, signal, pollMs);
}
