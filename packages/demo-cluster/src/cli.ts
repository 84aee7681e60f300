import { readFile } from 'node:fs/promises';
import { parseCli, UsageError, usage } from './cliOptions.ts';
import { startDemoCluster } from './demoCluster.ts';
import { parseTokenFile } from './kubernetes/access/tokenFile.ts';

/** Each event is one line of JSON, for whoever started this. */
function tell(event: Record<string, unknown>): void {
  console.log(JSON.stringify(event));
}

async function main(): Promise<void> {
  const options = parseCli(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
    return;
  }
  let close: (() => Promise<void>) | undefined;
  const stop = () => {
    // While history is being written there is nothing yet that must be shut down in order.
    void (close?.() ?? Promise.resolve()).finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  const { tokenFile } = options;
  const tokens = tokenFile === undefined ? [] : parseTokenFile(await readFile(tokenFile, 'utf8'));
  const demo = await startDemoCluster({
    ...options,
    tokens,
    onProgress: (message) => tell({ event: 'progress', message }),
    onReconfigured: () => tell({ event: 'reconfigured' }),
  });
  close = demo.close;
  const { kubernetes, kubeconfig, prometheusConfig, prometheusData } = demo;
  const { gpuResources = [], keepsDashboards = false } = options.scenario;
  const settings = { gpuResources, keepsDashboards };
  tell({ event: 'ready', kubernetes, kubeconfig, prometheusConfig, prometheusData, ...settings });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(error instanceof UsageError || error instanceof RangeError ? 2 : 1);
});
