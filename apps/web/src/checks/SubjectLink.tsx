import type { CheckResult } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { useCluster } from '../state/cluster.ts';

const LINK = 'text-accent hover:underline break-all';

/** Only pods that ask for GPUs have a page: those that these stages look at. */
const ABOUT_WORKLOADS: ReadonlySet<string> = new Set(['devices', 'scheduling']);

/** The page of what a result is about; of a pod without one, its node's. Nothing for the cluster itself. */
export function SubjectLink({ result: { subject, stage } }: { result: CheckResult }) {
  const cluster = useCluster().id;
  const { kind, name, namespace, node } = subject;
  if (kind === 'gpu') {
    return (
      <Link to="/c/$cluster/gpus/$uuid" params={{ cluster, uuid: name }} className={LINK}>
        {name}
      </Link>
    );
  }
  if (kind === 'pod' && namespace !== null && ABOUT_WORKLOADS.has(stage)) {
    return (
      <Link to="/c/$cluster/pods/$namespace/$pod" params={{ cluster, namespace, pod: name }} className={LINK}>
        {namespace}/{name}
      </Link>
    );
  }
  if (node === null) return null;
  return (
    <Link to="/c/$cluster/nodes/$node" params={{ cluster, node }} className={LINK}>
      {node}
    </Link>
  );
}
