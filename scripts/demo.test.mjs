import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ROOT } from './lib/commands.mjs';
import { DEMO, endpointsOf, stop } from './lib/demoProcess.mjs';

const SMALL = ['--port', '0', '--scenario', 'walkthrough', '--history', '10m'];

/** @type {import('node:child_process').ChildProcess[]} */
const started = [];

afterEach(async () => {
  for (const child of started.splice(0)) await stop(child);
});

/** @param {readonly string[]} [command] */
async function startDemo(command = [process.execPath, DEMO, ...SMALL]) {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  return { child, endpoints: await endpointsOf(child) };
}

/** The processes of the demo whose data are in `folder`. @param {string} folder */
function processesOf(folder) {
  return readdirSync('/proc').filter((pid) => {
    try {
      const read = (/** @type {string} */ file) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
      return /^\d+$/.test(pid) && (read('cmdline') + read('environ')).includes(folder);
    } catch {
      return false;
    }
  });
}

/** @param {import('./lib/demoProcess.mjs').Endpoints} endpoints */
async function expectGone({ kubeconfig, ...urls }) {
  const folder = join(kubeconfig, '..');
  await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), { timeout: 20_000, interval: 100 });
  for (const url of Object.values(urls)) await expect(fetch(url)).rejects.toThrow('fetch failed');
}

describe('npm run demo', { timeout: 120_000 }, () => {
  it('starts beside another, each with ports and data of its own, and leaves nothing when told to stop', async () => {
    const [one, other] = [await startDemo(), await startDemo()];
    const urls = [one, other].flatMap(({ endpoints }) => Object.values(endpoints));
    expect(new Set(urls).size).toBe(8);
    expect(processesOf(join(one.endpoints.kubeconfig, '..')).length).toBeGreaterThanOrEqual(3);

    const gone = once(one.child, 'exit');
    one.child.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    await expectGone(one.endpoints);
    expect(existsSync(join(one.endpoints.kubeconfig, '..'))).toBe(false);
    expect((await fetch(`${other.endpoints.console}/readyz`)).status).toBe(200);
  });

  it('writes where everything listens, for other programs to attach', async () => {
    const { child, endpoints } = await startDemo();
    const file = join(ROOT, '.demo/endpoints.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(endpoints);
    const { stdout } = spawnSync(
      'kubectl',
      ['--kubeconfig', endpoints.kubeconfig, 'get', 'nodes', '-o', 'name'],
      {
        encoding: 'utf8',
        timeout: 30_000,
      },
    );
    expect(stdout).toBe('node/worker-gpu-001\n');
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
    expect(existsSync(file)).toBe(false);
  });

  it('ends when its parent is killed', async () => {
    const parent = `
      const { spawn } = require('node:child_process');
      spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'inherit', 'ignore'] });
    `;
    const { child, endpoints } = await startDemo([process.execPath, '-e', parent, DEMO, ...SMALL]);
    child.kill('SIGKILL');
    await expectGone(endpoints);
  });

  it('takes its programs along when it is killed itself', async () => {
    const { child, endpoints } = await startDemo();
    child.kill('SIGKILL');
    await expectGone(endpoints);
    rmSync(join(endpoints.kubeconfig, '..'), { recursive: true });
  });
});

describe('what npm run demo refuses', { timeout: 60_000 }, () => {
  /** @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] */
  const refusal = (args, env = process.env) => {
    const { status, stderr } = spawnSync(process.execPath, [DEMO, ...args], {
      encoding: 'utf8',
      env,
      timeout: 50_000,
    });
    expect(status).toBe(1);
    return stderr;
  };

  it.each([
    [['--scenario', 'nowhere'], /--scenario nowhere is not known: choose one of fleet, walkthrough, scale/],
    [['--scenario', 'scale', '--nodes', '0'], /--nodes 0 is out of range: give a whole number from 1 to 250/],
    [['--history', 'long'], /--history long is no duration: write it as 6h, 90m or 0s/],
    [['--port', '99999'], /--port 99999 is no port/],
    [['--colour'], /Unknown option '--colour'/],
  ])('%j is told what would be right', (args, words) => {
    expect(refusal(args)).toMatch(words);
  });

  it('names what to install where it cannot install it', () => {
    const bare = mkdtempSync(join(tmpdir(), 'bare-'));
    symlinkSync(process.execPath, join(bare, 'node'));
    expect(refusal([], { PATH: bare })).toMatch(/Missing: prometheus\. There is no apt-get here/);
    rmSync(bare, { recursive: true });
  });
});
