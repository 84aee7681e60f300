import { type Blocker, nodeSubject } from './check.ts';
import type { Facts } from './facts.ts';
import { PIPELINE, pipelineOf, waitsForHostDriver } from './pipeline.ts';

/** The first component anywhere that is not ready for a reason of its own, or what keeps it from being. */
export function firstCulprit(
  facts: Facts,
  components: readonly string[] = PIPELINE.map(({ component }) => component),
): Blocker | undefined {
  for (const { component, check } of PIPELINE) {
    if (!components.includes(component)) continue;
    for (const [node, pipeline] of pipelineOf(facts)) {
      const bad = pipeline.get(component)?.find(({ state }) => state !== 'ready');
      if (bad !== undefined) return bad.blockedBy ?? { check, subject: nodeSubject(node) };
      if (component === 'driver' && waitsForHostDriver(node, facts) !== undefined)
        return { check, subject: nodeSubject(node) };
    }
  }
  return undefined;
}
