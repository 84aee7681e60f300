import { localPort } from '../../logs/notebookLink.ts';

/** The command that brings a port of a pod or a Service to this machine. @param target e.g. `pod/train-0` */
export function portForward(namespace: string, target: string, port: number): string {
  const local = localPort(port);
  return `kubectl -n ${namespace} port-forward ${target} ${local === port ? port : `${local}:${port}`}`;
}
