import type { Gpu, GpuDetail } from '@gpu-console/shared/contract';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { xidTexts } from '../../fleet/xids/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { gpuState } from './gpuState.ts';
import { gpuTexts } from './texts.ts';

interface GpuStateBadgeProps {
  readonly gpu: Gpu;
  /** Its MIG instances: who holds one holds a part of the GPU. */
  readonly instances: readonly Gpu[];
  readonly problems: GpuDetail['problems'];
}

/** The worst that is known of the GPU now, or whether a pod has it. */
export function GpuStateBadge({ gpu, instances, problems }: GpuStateBadgeProps) {
  const texts = useTexts(gpuTexts);
  const { remedies } = useTexts(xidTexts);
  const isHeld = [gpu, ...(gpu.instance === null ? instances : [])].some(({ pods }) => pods.length > 0);
  const state = gpuState(gpu, isHeld, problems);
  return (
    <StatusBadge status={state.status}>
      {state.kind === 'xid'
        ? `XID ${gpu.readings.xid} · ${remedies[state.remedy]}`
        : texts.states[state.kind]}
    </StatusBadge>
  );
}
