import type { LogLine } from '../kubernetes/logSource.ts';
import type { ContainerFault } from './plan.ts';
import { chance, noise, seedOf } from './random.ts';
import type { ContainerRun } from './world.ts';

/** What a container printed in (from, to], both Unix seconds: a pure function of the container and the time. */
export function logLines(container: ContainerRun, from: number, to: number): LogLine[] {
  const { startedAt, finishedAt = Number.POSITIVE_INFINITY } = container;
  if (startedAt === undefined) return [];
  const end = Math.min(to, finishedAt);
  if (container.fault !== undefined) return faultLines(container.fault, startedAt, from, end);
  return [
    ...openingLines(container, startedAt),
    ...steadyLines(container, startedAt, from, end),
    ...closing(container),
  ]
    .filter(({ time }) => time > from && time <= end)
    .sort((a, b) => a.time - b.time);
}

/** What keeps it from its work, as it says itself. */
function faultLines(fault: ContainerFault, startedAt: number, from: number, to: number): LogLine[] {
  const log = fault.kind === 'crashes' || fault.kind === 'idles' ? fault.log : [];
  return log
    .map((text, index) => ({ time: startedAt + 0.4 + index / 4, text }))
    .filter(({ time }) => time > from && time <= to);
}

function openingLines({ behaviour, seed, name, image }: ContainerRun, startedAt: number): LogLine[] {
  const at = (seconds: number, text: string) => ({ time: startedAt + seconds, text });
  switch (behaviour.log) {
    case 'proftester':
      return [
        at(0.4, 'Skipping CreateDcgmGroups() since DCGM validation is disabled'),
        at(0.4, 'Skipping WatchFields() since DCGM validation is disabled'),
        at(0.5, 'Skipping CreateDcgmGroups() since DCGM validation is disabled'),
      ];
    case 'jupyter':
      return isJupyterServer(image)
        ? jupyterServerLines(seed, startedAt)
        : jupyterNotebookLines(seed, startedAt);
    case 'training':
      return [
        at(0.6, 'NOTE: CUDA Forward Compatibility mode ENABLED.'),
        at(3, `\u001b[36m[rank0]\u001b[0m initialised process group, backend=nccl, seed=${seed % 10_000}`),
        at(9, `loading shards: ${24 + (seed % 40)} files`),
      ];
    case 'inference':
      return [at(2, 'Loading model weights'), at(38, 'Server ready, listening on 0.0.0.0:8000')];
    case 'quiet':
      return name === 'nvidia-dcgm-exporter'
        ? [
            at(0.2, `time="${iso(startedAt + 0.2)}" level=info msg="Starting dcgm-exporter"`),
            at(1.1, `time="${iso(startedAt + 1.1)}" level=info msg="DCGM successfully initialized!"`),
            at(2.4, `time="${iso(startedAt + 2.4)}" level=info msg="Pipeline starting"`),
            at(2.5, `time="${iso(startedAt + 2.5)}" level=info msg="Starting webserver"`),
          ]
        : [];
  }
}

/** Docker Stacks' images run Jupyter Server, TensorFlow's of 2021 the Notebook before it. */
function isJupyterServer(image: string): boolean {
  return image.startsWith('quay.io/jupyter/');
}

function serverStamp(level: string, time: number): string {
  return `[${level} ${iso(time).slice(0, 23).replace('T', ' ')} ServerApp]`;
}

function tokenOf(seed: number): string {
  return Array.from({ length: 6 }, (_, index) =>
    seedOf(`${seed}/${index}`).toString(16).padStart(8, '0'),
  ).join('');
}

/** What Jupyter Server 2 prints as it starts. */
function jupyterServerLines(seed: number, startedAt: number): LogLine[] {
  const url = `http://127.0.0.1:8888/lab?token=${tokenOf(seed)}`;
  const stamp = (level: string, seconds: number) =>
    `[${level} ${iso(startedAt + seconds)
      .slice(0, 23)
      .replace('T', ' ')} ServerApp]`;
  const at = (seconds: number, text: string) => ({ time: startedAt + seconds, text });
  return [
    at(1.2, 'Entered start.sh with args: start-notebook.py'),
    at(2.5, `${stamp('I', 2.5)} jupyterlab | extension was successfully loaded.`),
    at(2.6, `${stamp('I', 2.6)} Serving notebooks from local directory: /home/jovyan`),
    at(2.7, `${stamp('I', 2.7)} Jupyter Server 2.14.2 is running at:`),
    at(2.71, `${stamp('I', 2.71)} ${url.replace('127.0.0.1', 'localhost')}`),
    at(2.72, `${stamp('I', 2.72)}     ${url}`),
    at(
      2.73,
      `${stamp('I', 2.73)} Use Control-C to stop this server and shut down all kernels (twice to skip confirmation).`,
    ),
    at(2.9, `${stamp('C', 2.9)}`),
    at(2.91, '    To access the server, open this file in a browser:'),
    at(2.92, '        file:///home/jovyan/.local/share/jupyter/runtime/jpserver-7-open.html'),
    at(2.93, '    Or copy and paste one of these URLs:'),
    at(2.94, `        ${url.replace('127.0.0.1', 'localhost')}`),
    at(2.95, `        ${url}`),
  ];
}

/** The lines by which a reader of the walk-through finds the notebook's address. */
function jupyterNotebookLines(seed: number, startedAt: number): LogLine[] {
  const token = tokenOf(seed);
  const stamp = (seconds: number) =>
    `[I ${iso(startedAt + seconds).slice(11, 19)}.${100 + (seed % 900)} NotebookApp]`;
  const at = (seconds: number, text: string) => ({ time: startedAt + seconds, text });
  return [
    at(
      2.0,
      `${stamp(2)} Writing notebook server cookie secret to /root/.local/share/jupyter/runtime/notebook_cookie_secret`,
    ),
    at(2.6, `${stamp(2.6)} Serving notebooks from local directory: /tf`),
    at(2.7, `${stamp(2.7)} Jupyter Notebook 6.3.0 is running at:`),
    at(2.71, `${stamp(2.7)}  or http://127.0.0.1:8888/?token=${token}`),
    at(
      2.8,
      `${stamp(2.8)} Use Control-C to stop this server and shut down all kernels (twice to skip confirmation).`,
    ),
    at(2.9, '    To access the notebook, open this file in a browser:'),
    at(2.91, '        file:///root/.local/share/jupyter/runtime/nbserver-1-open.html'),
    at(2.92, '    Or copy and paste one of these URLs:'),
    at(2.93, `     or http://127.0.0.1:8888/?token=${token}`),
  ];
}

function steadyLines(container: ContainerRun, startedAt: number, from: number, to: number): LogLine[] {
  const { log } = container.behaviour;
  const period = { proftester: 1, training: 20, inference: 30, jupyter: 120, quiet: 0 }[log];
  if (period === 0) return [];
  const lines: LogLine[] = [];
  const first = Math.max(
    log === 'proftester' ? 1 : log === 'training' ? 3 : 2,
    Math.floor((from - startedAt) / period),
  );
  for (let index = first; startedAt + index * period <= to; index++) {
    const time = startedAt + index * period;
    if (time > from) lines.push({ time, text: steadyText(container, index, time) });
  }
  return lines;
}

function steadyText({ behaviour, image, seed }: ContainerRun, index: number, time: number): string {
  const { log, profile } = behaviour;
  const wave = noise(seed, index / 7);
  switch (log) {
    case 'proftester': {
      const field = profile.kind === 'proftester' ? profile.field : 1004;
      return field === 1004
        ? `TensorEngineActive: generated ???, dcgm 0.000 (${(25_000 + 900 * wave).toFixed(1)} gflops)`
        : `Worker 0:0[${field}]: generated ${(0.99 + 0.005 * wave).toFixed(3)}`;
    }
    case 'training': {
      const step = index * 25;
      const loss = 2.1 + 8 / Math.sqrt(1 + index) + 0.12 * wave;
      return `step ${step} | loss ${loss.toFixed(4)} | lr 3.0e-04 | ${Math.round(11_500 + 700 * wave)} tokens/s`;
    }
    case 'inference':
      return `avg throughput: ${(180 + 120 * wave).toFixed(1)} tokens/s, running: ${Math.round(6 + 5 * wave)} reqs, cache usage: ${(40 + 20 * wave).toFixed(1)}%`;
    default:
      return isJupyterServer(image)
        ? `${serverStamp('I', time)} Saving file at /work.ipynb`
        : `[I ${iso(time).slice(11, 19)}.${100 + Math.floor(900 * chance(seed, index))} NotebookApp] Saving file at /work.ipynb`;
  }
}

function closing({ name, behaviour, finishedAt, exitCode }: ContainerRun): LogLine[] {
  if (finishedAt === undefined) return [];
  const text = exitCode === 0 ? CLOSING[behaviour.log] : (FAILING[name] ?? FAILING[String(exitCode)]);
  return text ? [{ time: finishedAt, text }] : [];
}

const CLOSING: Readonly<Record<string, string>> = {
  proftester: 'Test completed successfully.',
  training: 'training finished, final checkpoint written',
};

/** Last words by container, else by exit code; a process that is killed has none. */
const FAILING: Readonly<Record<string, string>> = {
  'nvidia-dcgm-exporter': 'level=fatal msg="Error starting nv-hostengine: DCGM initialization error"',
  1: 'RuntimeError: CUDA error: unspecified launch failure',
};

function iso(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString();
}
