import type { Params } from '../texts/template.ts';
import type { Setting } from './checkText.ts';

/** As one word of a shell. */
export function quoted(word: string | number | undefined): string {
  const text = String(word ?? '');
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `kubectl` in the operator's namespace. */
export const kubectl = ({ operatorNamespace }: Setting, command: string): string =>
  `kubectl -n ${operatorNamespace} ${command}`;

/** Everything about the pod that a result is about. */
export const aboutPod = ({ namespace, pod, container }: Params): string[] => [
  `kubectl -n ${namespace} describe pod ${pod}`,
  ...(container === undefined ? [] : [`kubectl -n ${namespace} logs ${pod} -c ${container} --tail=100`]),
];

/** The log of the run that ended, too. */
export const aboutCrash = (params: Params): string[] => [
  ...aboutPod(params),
  ...(params['container'] === undefined
    ? []
    : [`kubectl -n ${params['namespace']} logs ${params['pod']} -c ${params['container']} --previous`]),
];

export const deletePod = ({ namespace, pod }: Params): string => `kubectl -n ${namespace} delete pod ${pod}`;

export const describeNode = ({ node }: Params): string => `kubectl describe node ${node}`;

/** In a shell of the node's: what is typed there would do harm, or say nothing, on another machine. */
export const onNode = ({ node }: Params, command: string): string => `ssh ${quoted(node)} ${quoted(command)}`;

/**
 * On the node, where the driver's programs are: a driver container keeps them under /run/nvidia/driver
 * (NVIDIA/gpu-driver-container), a driver of the host's where the host's are.
 */
export const withDriver = (params: Params, command: string): string =>
  onNode(
    params,
    `sudo chroot $(test -d /run/nvidia/driver/bin && echo /run/nvidia/driver || echo /) ${command}`,
  );

const HELM_URL = 'https://helm.ngc.nvidia.com/nvidia';

export const HELM_REPOSITORY: readonly string[] = [`helm repo add nvidia ${HELM_URL}`, 'helm repo update'];

/** Changes values of the installed release and leaves the others; installs one with these where there is none. */
export function helmUpgrade(setting: Setting, ...values: readonly string[]): string {
  const { release, operatorNamespace, operatorVersion, operatorInstalled } = setting;
  const settings = values.map((value) => `--set ${quoted(value)}`);
  if (operatorInstalled === false)
    return [
      `helm install ${release} gpu-operator --repo ${HELM_URL} -n ${operatorNamespace} --create-namespace`,
      ...settings,
    ].join(' ');
  return [
    `helm upgrade ${release} nvidia/gpu-operator`,
    `-n ${operatorNamespace}`,
    ...(operatorVersion === null ? [] : [`--version ${operatorVersion}`]),
    '--reuse-values',
    ...settings,
  ].join(' ');
}
