import type { Gpu, PodReference } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { MiddleText } from '../components/MiddleText.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { useCluster } from '../state/cluster.ts';
import { satisfies, useScope } from '../state/scope.ts';
import { gpuName } from './gpuName.ts';
import { fleetTexts } from './texts.ts';

const LINK = 'text-accent hover:underline';
const SHOWN_PODS = 2;

/** A node's name; it leads to its page where nodes are the reader's to see. */
export function NodeLink({ node }: { node: string | null }) {
  const cluster = useCluster().id;
  const hasPage = satisfies(useScope(), 'nodes');
  if (node === null) return <>–</>;
  if (!hasPage) return <MiddleText text={node} />;
  return (
    <Link to="/c/$cluster/nodes/$node" params={{ cluster, node }} className={LINK}>
      <MiddleText text={node} />
    </Link>
  );
}

interface GpuLinkProps {
  readonly gpu: Pick<Gpu, 'uuid' | 'index'> & { readonly instance: Gpu['instance'] | string };
  /** What to call it, where that is not its place on its node. */
  readonly name?: string;
}

export function GpuLink({ gpu, name }: GpuLinkProps) {
  const texts = useTexts(fleetTexts);
  const cluster = useCluster().id;
  const instance = typeof gpu.instance === 'string' ? gpu.instance : gpu.instance?.id;
  return (
    <Link
      to="/c/$cluster/gpus/$uuid"
      params={{ cluster, uuid: gpu.uuid }}
      search={instance === undefined ? {} : { instance }}
      className={LINK}
      title={gpu.uuid}
    >
      {name ?? gpuName(gpu, texts)}
    </Link>
  );
}

interface PodLinkProps {
  readonly pod: Pick<PodReference, 'namespace' | 'name'>;
  readonly withNamespace?: boolean;
}

export function PodLink({ pod: { namespace, name }, withNamespace = true }: PodLinkProps) {
  const cluster = useCluster().id;
  return (
    <Link
      to="/c/$cluster/pods/$namespace/$pod"
      params={{ cluster, namespace, pod: name }}
      className={LINK}
      title={`${namespace}/${name}`}
    >
      <MiddleText text={withNamespace ? `${namespace}/${name}` : name} />
    </Link>
  );
}

/** The first pods by name, and how many more there are. */
export function PodLinks({ pods }: { pods: readonly Pick<PodReference, 'namespace' | 'name'>[] }) {
  const texts = useTexts(fleetTexts);
  if (pods.length === 0) return <span className="text-muted">–</span>;
  const rest = pods.length - SHOWN_PODS;
  return (
    <span className="inline-flex max-w-full gap-2">
      {pods.slice(0, SHOWN_PODS).map((pod) => (
        <span key={`${pod.namespace}/${pod.name}`} className="min-w-0">
          <PodLink pod={pod} />
        </span>
      ))}
      {rest > 0 && (
        <span
          className="text-muted"
          title={pods.map(({ namespace, name }) => `${namespace}/${name}`).join('\n')}
        >
          {texts.field.more(rest)}
        </span>
      )}
    </span>
  );
}
