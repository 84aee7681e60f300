import type { Pod } from '@gpu-console/shared/contract';
import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Column } from '../components/dataTable/column.ts';
import { MiddleText } from '../components/MiddleText.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { NodeLink, PodLink } from './links.tsx';
import { PodStatus } from './PodStatus.tsx';
import { pendingReason } from './pendingReason.ts';
import { askedText } from './requests.ts';
import { fleetTexts } from './texts.ts';
import { ageColumn, memoryColumn, powerColumn, utilizationColumn } from './usageColumns.tsx';

/** Where the pod is, or was when it failed and why; or why it is nowhere yet. */
function NodeOrReason({ pod: { node, pending, message } }: { pod: Pod }) {
  const texts = useTexts(fleetTexts);
  const reason = pending && pendingReason(pending, texts);
  if (message !== null)
    return (
      <span title={message}>
        <NodeLink node={node} />
        <span className="block truncate text-sm leading-tight text-muted">{message}</span>
      </span>
    );
  if (reason === null) return <NodeLink node={node} />;
  return (
    <span
      className="line-clamp-2 text-sm leading-tight whitespace-normal text-muted"
      title={pending?.message ?? undefined}
    >
      {reason}
    </span>
  );
}

function Warning({ text }: { text: string }) {
  return (
    <TriangleAlert role="img" size={14} className="shrink-0 text-warning" aria-label={text}>
      <title>{text}</title>
    </TriangleAlert>
  );
}

const ownerName = ({ owner }: Pod) => (owner === null ? null : `${owner.kind}/${owner.name}`);

/** What there is to tell of a pod that asks for GPUs. */
export function usePodColumns(): readonly Column<Pod>[] {
  const texts = useTexts(fleetTexts);
  const locale = useLocale();
  return useMemo(
    (): readonly Column<Pod>[] => [
      {
        id: 'name',
        header: texts.field.name,
        value: (pod) => pod.name,
        cell: (pod) => <PodLink pod={pod} withNamespace={false} />,
        width: 176,
      },
      { id: 'namespace', header: texts.field.namespace, value: (pod) => pod.namespace, width: 100 },
      {
        id: 'status',
        header: texts.field.status,
        value: (pod) => pod.status,
        cell: (pod) => (
          <span className="inline-flex max-w-full items-center gap-1" title={pod.message ?? undefined}>
            <PodStatus pod={pod} />
            {pod.earlyStart !== null && <Warning text={texts.pod.earlyStart} />}
            {pod.unhealthyDevices.length > 0 && <Warning text={texts.pod.unhealthyDevice} />}
          </span>
        ),
        width: 146,
      },
      ageColumn(texts, 66),
      {
        id: 'node',
        header: texts.field.node,
        value: (pod) => pod.node,
        cell: (pod) => <NodeOrReason pod={pod} />,
        width: 136,
      },
      {
        id: 'requests',
        header: texts.field.requests,
        value: (pod) => askedText(pod, texts.asks),
        width: 116,
      },
      {
        id: 'gpus',
        header: texts.field.gpus,
        value: (pod) => (pod.gpusUnknown ? null : pod.gpus.length),
        cell: (pod) =>
          pod.gpusUnknown ? (
            <span className="text-muted" title={texts.pod.gpusUnknown}>
              {texts.pod.gpusUnknownShort}
            </span>
          ) : (
            pod.gpus.length
          ),
        align: 'end',
        width: 66,
      },
      { ...utilizationColumn(locale), width: 96 },
      {
        id: 'owner',
        header: texts.field.owner,
        value: ownerName,
        cell: (pod) => {
          const name = ownerName(pod);
          return name === null ? '–' : <MiddleText text={name} />;
        },
        width: 132,
      },
      { ...memoryColumn(texts), width: 132 },
      { ...powerColumn(locale), optional: true },
    ],
    [texts, locale],
  );
}
