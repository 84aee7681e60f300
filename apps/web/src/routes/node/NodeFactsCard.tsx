import type { NodeDetail } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import { Card } from '../../components/Card.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Value } from '../../components/Value.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { Memory, Reading, Utilization } from '../../fleet/usage.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { nodeTexts } from './texts.ts';

/** What the machine is, and how its GPUs are doing together. */
export function NodeFactsCard({ detail: { node, facts, taints } }: { detail: NodeDetail }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(nodeTexts);
  const locale = useLocale();
  const sources = [
    { label: metric('utilization').name[locale], source: 'utilization' },
    { label: fleet.field.memory, source: 'memoryTotal' },
    { label: metric('power').name[locale], source: 'power' },
    { label: metric('temperature').name[locale], source: 'temperature' },
    { label: fleet.field.os, source: 'nodeFacts' },
  ] as const;
  return (
    <Card title={texts.facts} actions={<Sources title={texts.facts} numbers={sources} />}>
      <FactList
        facts={[
          { label: metric('utilization').name[locale], value: <Utilization value={node.utilization} /> },
          {
            label: fleet.field.memory,
            value: <Memory used={node.memoryUsedBytes} total={node.memoryTotalBytes} />,
          },
          { label: metric('power').name[locale], value: <Value value={node.powerWatts} unit="watts" /> },
          {
            label: metric('temperature').name[locale],
            value: <Reading id="temperature" value={node.temperatureCelsius} />,
          },
          { label: fleet.field.os, value: facts.operatingSystem },
          { label: fleet.field.kernel, value: facts.kernelVersion },
          { label: fleet.field.runtime, value: facts.containerRuntime },
          { label: fleet.field.kubelet, value: facts.kubeletVersion },
          { label: fleet.field.architecture, value: facts.architecture },
          { label: fleet.field.internalIp, value: facts.internalIp },
          ...(taints.length === 0
            ? []
            : [
                {
                  label: fleet.field.taints,
                  value: <span className="font-mono text-sm">{taints.join(', ')}</span>,
                },
              ]),
        ]}
      />
    </Card>
  );
}
