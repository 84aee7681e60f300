import type { NodeDetail } from '@gpu-console/shared/contract';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Value } from '../../components/Value.tsx';
import { Sources } from '../../fleet/sources/Sources.tsx';
import { Memory, Reading, Utilization } from '../../fleet/usage.tsx';

/** What the machine is, and how its GPUs are doing together. */
export function NodeFactsCard({ detail: { node, facts, taints } }: { detail: NodeDetail }) {
  const { t } = useTranslation();
  const sources = [
    { label: t('field.utilization'), source: 'utilization' },
    { label: t('field.memory'), source: 'memoryTotal' },
    { label: t('field.power'), source: 'power' },
    { label: t('field.temperature'), source: 'temperature' },
    { label: t('field.os'), source: 'nodeFacts' },
  ] as const;
  return (
    <Card title={t('node.facts')} actions={<Sources title={t('node.facts')} numbers={sources} />}>
      <FactList
        facts={[
          { label: t('field.utilization'), value: <Utilization value={node.utilization} /> },
          {
            label: t('field.memory'),
            value: <Memory used={node.memoryUsedBytes} total={node.memoryTotalBytes} />,
          },
          { label: t('field.power'), value: <Value value={node.powerWatts} unit="watts" /> },
          {
            label: t('field.temperature'),
            value: <Reading id="temperature" value={node.temperatureCelsius} />,
          },
          { label: t('field.os'), value: facts.operatingSystem },
          { label: t('field.kernel'), value: facts.kernelVersion },
          { label: t('field.runtime'), value: facts.containerRuntime },
          { label: t('field.kubelet'), value: facts.kubeletVersion },
          { label: t('field.architecture'), value: facts.architecture },
          { label: t('field.internalIp'), value: facts.internalIp },
          ...(taints.length === 0
            ? []
            : [
                {
                  label: t('field.taints'),
                  value: <span className="font-mono text-sm">{taints.join(', ')}</span>,
                },
              ]),
        ]}
      />
    </Card>
  );
}
