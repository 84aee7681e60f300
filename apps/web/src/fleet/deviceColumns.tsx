import type { Gpu, IdleGpu } from '@gpu-console/shared/contract';
import type { Column } from '../components/dataTable/column.ts';
import { gpuName } from './gpuName.ts';
import { GpuLink, NodeLink, PodLinks } from './links.tsx';
import { SharedChip } from './SharedChip.tsx';
import type { FleetTexts } from './texts.en.ts';

type Device = Pick<Gpu | IdleGpu, 'uuid' | 'index' | 'instance' | 'node' | 'product' | 'pods'> &
  Partial<Pick<Gpu, 'sharedWithOthers'>>;

/** Which GPU or MIG instance it is, where it is, and who holds it. */
export function deviceColumns(texts: FleetTexts) {
  return {
    gpu: {
      id: 'gpu',
      header: texts.field.gpu,
      value: (gpu) => gpuName(gpu, texts),
      cell: (gpu) => <GpuLink gpu={gpu} />,
      width: 120,
    },
    node: {
      id: 'node',
      header: texts.field.node,
      value: ({ node }) => node,
      cell: ({ node }) => <NodeLink node={node} />,
      width: 150,
    },
    product: { id: 'product', header: texts.field.product, value: ({ product }) => product, width: 190 },
    pods: {
      id: 'pods',
      header: texts.field.pods,
      value: ({ pods }) => pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' ') || null,
      cell: (gpu) => (
        <span className="inline-flex max-w-full items-center gap-2">
          <PodLinks pods={gpu.pods} />
          {gpu.sharedWithOthers === true && <SharedChip />}
        </span>
      ),
      width: 220,
    },
  } satisfies Readonly<Record<string, Column<Device>>>;
}
