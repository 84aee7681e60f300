import {
  applyCommand,
  cudaMajor,
  deleteCommand,
  type SampleName,
  type SampleSetting,
  sampleManifest,
} from '@gpu-console/shared/samples';
import { useTexts } from '../../../i18n/useTexts.ts';
import { CopyBlock } from './CopyBlock.tsx';
import { Folded } from './Folded.tsx';
import { sampleTexts } from './texts.ts';

interface SampleManifestsProps {
  readonly sample: SampleName;
  readonly setting: SampleSetting;
  /** Where the manifest is the only way, it is there at once. */
  readonly isOpen: boolean;
}

/** A sample to copy: its manifest, the same as one command, and the command that removes it. */
export function SampleManifests({ sample, setting, isOpen }: SampleManifestsProps) {
  const texts = useTexts(sampleTexts);
  return (
    <Folded title={texts.manifest} isOpen={isOpen}>
      <p className="text-sm text-muted">
        {texts.asksFor(setting.claim?.deviceClass ?? setting.resource, setting.cuda, cudaMajor(setting))}
      </p>
      <CopyBlock title="YAML" text={sampleManifest(sample, setting)} copyLabel={texts.copyManifest} />
      <CopyBlock title={texts.apply} text={applyCommand(sample, setting)} copyLabel={texts.copyApply} />
      <CopyBlock
        title={texts.removeCommand}
        text={deleteCommand(sample, setting)}
        copyLabel={texts.copyRemove}
      />
    </Folded>
  );
}
