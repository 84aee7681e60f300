/**
 * What the scheduler said, word for word, of pods that it could not place (the message of their condition PodScheduled
 * and of the event FailedScheduling): recorded by `npm run conformance`, which makes it say them again.
 */
export const RECORDED_SENTENCES: readonly { readonly version: string; readonly message: string }[] = [
  { version: 'v1.34.4', message: 'no nodes available to schedule pods' },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 2 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 7 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 2 node(s) had untolerated taint(s), 4 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/7 nodes are available: 3 No preemption victims found for incoming pod, 4 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient nvidia.com/mig-3g.40gb, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient nvidia.com/mig-1g.10gb, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 2 Insufficient nvidia.com/gpu, 2 Insufficient nvidia.com/mig-1g.10gb, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 1 No preemption victims found for incoming pod, 6 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient cpu, 3 Insufficient ephemeral-storage, 3 Insufficient memory, 3 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient amd.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.',
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 node(s) were unschedulable, 3 node(s) didn't match Pod's node affinity/selector, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) were unschedulable, 2 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 2 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Insufficient nvidia.com/gpu, 6 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to deallocate, preemption: 0/7 nodes are available: 1 No preemption victims found for incoming pod, 6 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Insufficient nvidia.com/gpu, 1 Too many pods, 1 node(s) were unschedulable, 2 node(s) didn't match pod affinity rules, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Insufficient nvidia.com/gpu, 1 Too many pods, 1 node(s) were unschedulable, 2 node(s) didn't match pod anti-affinity rules, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 2 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules, 6 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/7 nodes are available: 1 No preemption victims found for incoming pod, 6 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Insufficient nvidia.com/gpu, 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't match pod topology spread constraints, 1 node(s) were unschedulable, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 2 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Insufficient nvidia.com/gpu, 1 Too many pods, 1 node(s) were unschedulable, 2 node(s) didn't match pod topology spread constraints (missing required label), 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 1 No preemption victims found for incoming pod, 6 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Too many pods, 1 node(s) didn't have free ports for the requested pod ports, 1 node(s) were unschedulable, 2 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 2 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Too many pods, 1 node(s) didn't match PersistentVolume's node affinity, 1 node(s) were unschedulable, 2 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 1 No preemption victims found for incoming pod, 6 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message: '0/7 nodes are available: persistentvolumeclaim "data" not found. not found',
  },
  {
    version: 'v1.34.4',
    message: '0/7 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
  },
  {
    version: 'v1.34.4',
    message:
      "0/7 nodes are available: 1 Insufficient nvidia.com/gpu, 1 Too many pods, 1 node(s) were unschedulable, 2 node(s) didn't find available persistent volumes to bind, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/7 nodes are available: 7 Preemption is not helpful for scheduling.",
  },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 2 cannot allocate all claims, 3 node(s) had untolerated taint(s). still not schedulable, preemption: 0/7 nodes are available: 1 No preemption victims found for incoming pod, 6 Preemption is not helpful for scheduling.',
  },
  { version: 'v1.34.4', message: 'Scheduling is blocked due to non-empty scheduling gates' },
  {
    version: 'v1.34.4',
    message:
      '0/7 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 3 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
  },
];
