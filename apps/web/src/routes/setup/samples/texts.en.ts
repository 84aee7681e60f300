import type { SampleName } from '@gpu-console/shared/samples';
import { pluralOf } from '@gpu-console/shared/texts';

const plural = pluralOf('en');

const names: Readonly<Record<SampleName, string>> = { load: 'GPU load', notebook: 'Notebook' };

const purposes: Readonly<Record<SampleName, string>> = {
  load: 'Multiplies matrices on one GPU’s tensor cores for five minutes (NVIDIA’s dcgmproftester), then ends. Its curve goes up at once where everything works.',
  notebook:
    'TensorFlow in a Jupyter notebook on one GPU, with a Service at a node port. It runs, and holds its GPU, until it is removed.',
};

/** What the samples' part of the Setup page says; `texts.zh-CN.ts` has the same in Chinese. */
export const en = {
  title: 'Sample workloads',
  names,
  purposes,
  namespace: 'Namespace',
  off: 'This console is read-only: copy the manifests and apply them yourself. What you start is still shown here.',
  howToAllow: 'To run them from here',
  allowSettings: 'Set this for the console, with the namespaces you choose:',
  allowRole: 'Let its account create and delete pods and Services there:',
  asksFor: (resource: string, cuda: string | null, major: number) =>
    cuda === null
      ? `Asks for one ${resource}. No node says which CUDA version its driver supports: generated for CUDA ${major}.`
      : `Asks for one ${resource}; generated for drivers that support CUDA ${cuda}.`,
  acts: { start: 'Run', try: 'Dry run', remove: 'Clean up' },
  doing: { try: 'Trying …', start: 'Starting …', remove: 'Removing …' },
  notRunning: 'Not started.',
  runsIn: (namespace: string) => `in namespace ${namespace}`,
  onlyService: 'Only its Service is left; its pod is gone.',
  lasting: 'for',
  node: 'on',
  gpus: (count: number) => plural(count, '1 GPU', `${count} GPUs`),
  nodePort: (port: number) => `node port ${port}`,
  whyNotYet: 'Why it is not running',
  podPage: 'The pod’s page',
  notebookPage: 'The pod’s page, with the notebook’s link and token',
  tried: (objects: string, namespace: string) =>
    `The API server would accept ${objects} in namespace ${namespace}. Nothing was created.`,
  started: (objects: string, namespace: string) => `Created ${objects} in namespace ${namespace}.`,
  removed: (objects: string, namespace: string) =>
    `Removing ${objects} from namespace ${namespace}. A pod may take half a minute to end.`,
  failed: 'That did not work',
  unknown: 'What runs is unknown',
  manifest: 'Manifest',
  copyManifest: 'Copy the manifest',
  apply: 'As one command',
  copyApply: 'Copy the command',
  removeCommand: 'To remove it again',
  copyRemove: 'Copy the command that removes it',
};

export type SampleTexts = typeof en;
