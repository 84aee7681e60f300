import { isKnown } from '../../fact.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import type { Facts } from '../facts.ts';
import { operatorSamples } from '../operatorSamples.ts';
import { PIPELINE, pipelineOf, podsOn } from '../pipeline.ts';

/** What the validator writes for each stage (NVIDIA/gpu-operator, validator/metrics.go), in their order. */
const STAGES = [
  { metric: 'gpu_operator_node_driver_ready', stage: 'driver' },
  { metric: 'gpu_operator_node_toolkit_ready', stage: 'toolkit' },
  { metric: 'gpu_operator_node_cuda_ready', stage: 'CUDA' },
  { metric: 'gpu_operator_node_plugin_ready', stage: 'device plugin' },
] as const;
/** Whether nvidia-smi works now, which needs no validator. */
const DRIVER_WORKS = 'gpu_operator_node_driver_validation';

/** It looks at its files every 30 s, at the driver every minute; a scrape comes after that. */
const SETTLED_SECONDS = 180;

/** What the node status exporter says, against what the pods say. */
export const validatorMetrics = check('validator-metrics', (facts, found) => {
  const samples = operatorSamples(facts);
  if (!isKnown(samples)) return [found.unknown(CLUSTER, samples.unknown)];
  return eachNode(facts, found, ({ name }) => {
    const values = new Map(
      samples.value.flatMap((one) => (one.node === name ? [[one.name, one.value] as const] : [])),
    );
    const own = [...STAGES.map(({ metric }) => metric), DRIVER_WORKS].filter((metric) => values.has(metric));
    if (own.length === 0) return [];
    const subject = nodeSubject(name);
    const evidence = own.map((metric) => seen(`Node/${name}`, metric, values.get(metric)));
    const isClosed = (metric: string) => values.get(metric) === 0;
    const closed = STAGES.filter(({ metric }) => isClosed(metric));
    const isDriverDown = isClosed(DRIVER_WORKS);
    if (closed.length === 0 && !isDriverDown) return [found.pass(subject, evidence)];
    const blockedBy = culpritOn(name, facts);
    const stages = closed.map(({ stage }) => stage).join(', ');
    const params = { node: name, stages: stages || 'driver' };
    if (blockedBy !== undefined) return [found.warn(subject, 'waits', { params, evidence, blockedBy })];
    // The exporter looks again after a while only; without a validator nobody writes the files.
    const settled = (component: string) =>
      podsOn(facts, name, component).every(
        ({ pod }) => facts.now - (pod.readySince ?? pod.createdAt) >= SETTLED_SECONDS,
      );
    if (isDriverDown) return settled('driver') ? [found.fail(subject, 'driver', { params, evidence })] : [];
    const isValidated = podsOn(facts, name, 'validator').length > 0 && settled('validator');
    return isValidated ? [found.fail(subject, 'not-ready', { params, evidence })] : [];
  });
});

/** The first component of the node's that explains it. */
function culpritOn(node: string, facts: Facts) {
  const pipeline = pipelineOf(facts).get(node);
  for (const { component, check } of PIPELINE) {
    const bad = pipeline?.get(component)?.find(({ state }) => state !== 'ready');
    if (bad !== undefined) return bad.blockedBy ?? { check, subject: nodeSubject(node) };
  }
  return undefined;
}
