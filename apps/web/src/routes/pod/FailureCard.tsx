import type { Pod } from '@gpu-console/shared/contract';
import { CircleX } from 'lucide-react';
import { Card } from '../../components/Card.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { podTexts } from './texts.ts';

/** What kubelet, or who else ended the pod, says of it; a pod that was refused has neither log nor containers that say more. */
export function FailureCard({ status, message }: Pick<Pod, 'status' | 'message'>) {
  const texts = useTexts(podTexts);
  return (
    <Card
      className="!border-critical/40"
      title={
        <span className="inline-flex items-center gap-2 text-critical">
          <CircleX aria-hidden size={16} className="shrink-0" />
          {texts.whyFailed(status)}
        </span>
      }
    >
      <p className="break-words">{message}</p>
    </Card>
  );
}
