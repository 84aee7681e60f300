import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { OidcProvider } from './oidcProvider.ts';

const SECRET_BYTES = 24;

/** Starts the demo's provider for the console at `--client`, and tells in one line of JSON how that signs people in there. */
async function main(): Promise<void> {
  const { client } = parseArgs({ options: { client: { type: 'string' } } }).values;
  if (client === undefined) throw new Error('--client is missing: give the address of the console');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const provider = await OidcProvider.start({ clients: [{ id: 'gpu-console', secret, url: client }] });
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'])
    process.once(signal, () => void provider.stop().finally(() => process.exit(0)));
  process.stdout.write(
    `${JSON.stringify({ event: 'ready', issuer: provider.issuer, client: 'gpu-console', secret })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
