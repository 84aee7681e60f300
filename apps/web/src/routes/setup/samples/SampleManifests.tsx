import {
  applyCommand,
  deleteCommand,
  type SampleName,
  type SampleSetting,
  sampleManifest,
} from '@gpu-console/shared/samples';
import { ChevronRight } from 'lucide-react';
import { CopyBlock } from './CopyBlock.tsx';
import { useSampleTexts } from './useSampleTexts.ts';

interface SampleManifestsProps {
  readonly sample: SampleName;
  readonly setting: SampleSetting;
  /** Where the manifest is the only way, it is there at once. */
  readonly isOpen: boolean;
}

/** A sample to copy: its manifest, the same as one command, and the command that removes it. */
export function SampleManifests({ sample, setting, isOpen }: SampleManifestsProps) {
  const texts = useSampleTexts();
  return (
    <details open={isOpen} className="group/manifest">
      <summary className="flex cursor-pointer list-none items-center gap-1 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="shrink-0 group-open/manifest:rotate-90" />
        {texts.manifest}
      </summary>
      <div className="mt-2 flex flex-col gap-3">
        <p className="text-sm text-muted">{texts.asksFor(setting.resource, setting.cuda)}</p>
        <CopyBlock title="YAML" text={sampleManifest(sample, setting)} copyLabel={texts.copyManifest} />
        <CopyBlock title={texts.apply} text={applyCommand(sample, setting)} copyLabel={texts.copyApply} />
        <CopyBlock
          title={texts.removeCommand}
          text={deleteCommand(sample, setting.namespace)}
          copyLabel={texts.copyRemove}
        />
      </div>
    </details>
  );
}
