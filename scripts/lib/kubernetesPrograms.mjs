import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isInstalled, ROOT, run, say, Trouble } from './commands.mjs';
import { isFresh, markFresh } from './freshness.mjs';

/** Names the release, and each module that goes into its programs. */
const MODULE = 'scripts/kubernetes';

/**
 * Builds Kubernetes' own kube-apiserver, kube-scheduler and kubectl, unless that was done; the folder they are in.
 * @returns {Promise<string>}
 */
export async function kubernetesPrograms() {
  const folder = join(ROOT, '.cache/kubernetes');
  const stamp = '.cache/built/kubernetes';
  if (existsSync(join(folder, 'kubectl')) && isFresh(stamp, [MODULE])) return folder;
  const path = pathWithGo();
  const version =
    /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(ROOT, MODULE, 'go.mod'), 'utf8'))?.[1] ?? '';
  const [major, minor] = version.split('.');
  say(`Building Kubernetes ${version}, which takes minutes …`);
  mkdirSync(folder, { recursive: true });
  const facts = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
  const flags = Object.entries(facts).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
  const args = [
    'go',
    'build',
    '-trimpath',
    '-ldflags',
    ['-s -w', ...flags].join(' '),
    '-o',
    `${folder}/`,
    'tool',
  ];
  const env = { ...process.env, PATH: path, CGO_ENABLED: '0' };
  if ((await run('nice', args, { cwd: join(ROOT, MODULE), env })) !== 0) {
    throw new Trouble('Kubernetes could not be built: see above. Is the Go module proxy reachable?');
  }
  markFresh(stamp, [MODULE]);
  return folder;
}

/** The PATH with Go, which its own installer puts where PATH does not look. */
function pathWithGo() {
  const path = [process.env['PATH'], '/usr/local/go/bin'].join(delimiter);
  if (!isInstalled('go', path)) {
    throw new Trouble(
      'Missing: Go 1.24 or later, which builds Kubernetes. Install it from https://go.dev/dl/',
    );
  }
  return path;
}
