import { dump } from 'js-yaml';
import { quoted } from '../doctor/commands.ts';
import { type SampleName, type SampleSetting, sampleLabels, sampleObjects } from './manifests.ts';

/** A sample's objects as YAML, for a file or `kubectl apply -f -`. */
export function sampleManifest(sample: SampleName, setting: SampleSetting): string {
  return sampleObjects(sample, setting)
    .map((object) => dump(object, { lineWidth: -1, noRefs: true }))
    .join('---\n');
}

/** The same for a shell: one command that holds the manifest. */
export function applyCommand(sample: SampleName, setting: SampleSetting): string {
  return `kubectl apply -f - <<'EOF'\n${sampleManifest(sample, setting)}EOF`;
}

/** What removes a sample again, and nothing that has the name by chance. */
export function deleteCommand(
  sample: SampleName,
  { namespace, claim }: Pick<SampleSetting, 'namespace' | 'claim'>,
): string {
  const kinds = claim === null ? 'pod,service' : 'pod,service,resourceclaimtemplate';
  const selector = Object.entries(sampleLabels(sample)).map(([key, value]) => `${key}=${value}`);
  return `kubectl -n ${quoted(namespace)} delete ${kinds} -l ${selector.join(',')}`;
}
