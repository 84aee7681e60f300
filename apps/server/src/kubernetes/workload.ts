export interface Workload {
  readonly kind: string;
  readonly name: string;
}

const DAY = 86_400;

/**
 * The workload behind a pod's controller, as its author named it: the Deployment of a ReplicaSet, whose name ends in the
 * pods' `pod-template-hash`, and the CronJob of a Job, whose name ends in the time it was due, in minutes (Kubernetes 1.21
 * and newer, cronjob_controllerv2 getJobName) or in seconds.
 * @param createdAt the pod's, Unix seconds: a number far from it is no such time
 */
export function workloadOf(
  owner: Workload | null,
  labels: Readonly<Record<string, string>>,
  createdAt: number,
): Workload | null {
  if (owner === null) return null;
  const { kind, name } = owner;
  const hash = labels['pod-template-hash'];
  if (kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`)) {
    return { kind: 'Deployment', name: name.slice(0, -hash.length - 1) };
  }
  const [, cronJob, digits] = /^(.+)-(\d{8}|\d{10})$/.exec(name) ?? [];
  if (kind === 'Job' && cronJob !== undefined && digits !== undefined) {
    const due = Number(digits) * (digits.length === 8 ? 60 : 1);
    if (Math.abs(due - createdAt) < DAY) return { kind: 'CronJob', name: cronJob };
  }
  return owner;
}
