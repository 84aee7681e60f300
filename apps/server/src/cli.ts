#!/usr/bin/env node
import { printable } from './printable.ts';

const USAGE = `gpu-console            the console; its settings are environment variables (README.md)
gpu-console doctor     checks a cluster once and tells what is wrong: gpu-console doctor --help
`;

const [command, ...args] = process.argv.slice(2);
switch (command) {
  case undefined:
    await import('./main.ts');
    break;
  case 'doctor':
    process.exitCode = await (await import('./doctor.ts')).doctor(args, process.env);
    break;
  case '--help':
    process.stdout.write(USAGE);
    break;
  default:
    process.stderr.write(`gpu-console: there is no command “${printable(command)}”\n\n${USAGE}`);
    process.exitCode = 2;
}
