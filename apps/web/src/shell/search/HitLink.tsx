import type { SearchHit } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type AnchorProps = Pick<
  ComponentProps<'a'>,
  'id' | 'role' | 'aria-selected' | 'tabIndex' | 'onClick' | 'className' | 'children'
>;

/** A link to the page of what was found, in its own cluster; a namespace leads to its workloads. */
export function HitLink({ hit, ...anchor }: AnchorProps & { hit: SearchHit }) {
  const { cluster, kind, name, namespace } = hit;
  if (kind === 'node') {
    return <Link to="/c/$cluster/nodes/$node" params={{ cluster, node: name }} {...anchor} />;
  }
  if (kind === 'gpu') {
    return <Link to="/c/$cluster/gpus/$uuid" params={{ cluster, uuid: name }} {...anchor} />;
  }
  if (kind === 'pod' && namespace !== null) {
    return (
      <Link to="/c/$cluster/pods/$namespace/$pod" params={{ cluster, namespace, pod: name }} {...anchor} />
    );
  }
  return <Link to="/c/$cluster/workloads" params={{ cluster }} search={{ namespace: name }} {...anchor} />;
}
