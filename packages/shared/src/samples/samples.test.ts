import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import {
  applyCommand,
  deleteCommand,
  SAMPLE_LABELS,
  SAMPLES,
  type SampleName,
  type SampleSetting,
  sampleManifest,
  sampleObjects,
} from './index.ts';

const setting: SampleSetting = {
  namespace: 'default',
  resource: 'nvidia.com/gpu',
  cuda: '11.0',
  claim: null,
};

const containerOf = (sample: SampleName, cuda: string | null) => {
  const pod = sampleObjects(sample, { ...setting, cuda }).find((object) => object.kind === 'Pod');
  if (pod === undefined) throw new Error(`${sample} has no pod`);
  return pod.spec.containers[0];
};

describe('sampleObjects', () => {
  it('puts each sample in the namespace, with the labels by which it is found and removed', () => {
    for (const sample of SAMPLES) {
      for (const { metadata } of sampleObjects(sample, { ...setting, namespace: 'ml' })) {
        expect(metadata).toEqual({
          name: `gpu-sample-${sample}`,
          namespace: 'ml',
          labels: { ...SAMPLE_LABELS, 'app.kubernetes.io/name': `gpu-sample-${sample}` },
        });
      }
    }
  });

  it('asks for one of the resource that the cluster has', () => {
    for (const sample of SAMPLES) {
      const objects = sampleObjects(sample, { ...setting, resource: 'nvidia.com/mig-1g.10gb' });
      const limits = objects.flatMap((object) =>
        object.kind === 'Pod' ? object.spec.containers.map(({ resources }) => resources.limits) : [],
      );
      expect(limits).toEqual([{ 'nvidia.com/mig-1g.10gb': 1 }]);
    }
  });

  it.each(['v1', 'v1beta2', 'v1beta1'] as const)(
    'claims a GPU by %s where nodes have no resource',
    (version) => {
      const claim = { version, deviceClass: 'gpu.nvidia.com' };
      for (const sample of SAMPLES) {
        const [template, ...others] = sampleObjects(sample, { ...setting, cuda: null, claim });
        const pod = others.find((object) => object.kind === 'Pod');
        const name = `gpu-sample-${sample}`;
        const exactly = { deviceClassName: 'gpu.nvidia.com' };
        const request = version === 'v1beta1' ? { name: 'gpu', ...exactly } : { name: 'gpu', exactly };
        expect(template).toMatchObject({
          apiVersion: `resource.k8s.io/${version}`,
          kind: 'ResourceClaimTemplate',
          metadata: { name, labels: SAMPLE_LABELS },
          spec: { spec: { devices: { requests: [request] } } },
        });
        expect(pod?.spec).toMatchObject({
          resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: name }],
          containers: [{ resources: { claims: [{ name: 'gpu' }] } }],
        });
        expect(pod?.spec.containers[0]?.resources.limits).toBeUndefined();
      }
      expect(deleteCommand('load', { namespace: 'ml', claim })).toContain(
        'delete pod,service,resourceclaimtemplate -l',
      );
      expect(sampleManifest('load', { ...setting, cuda: null, claim })).toContain(
        '/usr/bin/dcgmproftester13',
      );
    },
  );

  it.each([
    ['11.0', undefined, 'cuda11.0', '2.11.0'],
    ['12.4', '/usr/bin/dcgmproftester12', ':3.3.9', '2.18.0'],
    ['13.0', '/usr/bin/dcgmproftester13', ':4.5.2', '2.18.0'],
    [null, '/usr/bin/dcgmproftester12', ':3.3.9', '2.18.0'],
    ['unheard of', '/usr/bin/dcgmproftester12', ':3.3.9', '2.18.0'],
  ])('takes the programs that CUDA %s runs', (cuda, program, dcgm, tensorflow) => {
    expect(containerOf('load', cuda)?.command?.[0]).toBe(program);
    expect(containerOf('load', cuda)?.image).toContain(dcgm);
    expect(containerOf('notebook', cuda)?.image).toContain(tensorflow);
  });

  it('reaches the notebook through a node port that the API server chooses', () => {
    const [service, pod] = sampleObjects('notebook', setting);
    if (service?.kind !== 'Service' || pod?.kind !== 'Pod') throw new Error('not a Service before a Pod');
    expect(service.spec.type).toBe('NodePort');
    expect(pod.metadata.labels).toEqual(service.spec.selector);
    expect(service.spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'notebook' }]);
    expect(pod.spec.containers[0]?.ports).toEqual([{ name: 'notebook', containerPort: 8888 }]);
  });
});

describe('sampleManifest', () => {
  it('is YAML of the very objects, whatever the names', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.string(), fc.string(), (sample, namespace, resource) => {
        const given = { ...setting, namespace, resource: `nvidia.com/${resource}` };
        expect(loadAll(sampleManifest(sample, given))).toEqual(sampleObjects(sample, given));
      }),
    );
  });
});

describe('commands', () => {
  it('hand a shell the manifest as it is: nothing in it ends the text too early', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('a\nEOF\ntouch x', 'EOF', '\nEOF\n'));
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), names, (sample, namespace) => {
        const given = { ...setting, namespace };
        const [first, ...lines] = applyCommand(sample, given).split('\n');
        expect(first).toBe("kubectl apply -f - <<'EOF'");
        expect(lines.indexOf('EOF')).toBe(lines.length - 1);
        expect(`${lines.slice(0, -1).join('\n')}\n`).toBe(sampleManifest(sample, given));
      }),
    );
  });

  it('delete by label', () => {
    expect(deleteCommand('load', { ...setting, namespace: 'ml' })).toBe(
      'kubectl -n ml delete pod,service -l app.kubernetes.io/managed-by=gpu-console,' +
        'app.kubernetes.io/part-of=gpu-console-samples,app.kubernetes.io/name=gpu-sample-load',
    );
    expect(deleteCommand('load', { ...setting, namespace: 'a; id' })).toContain("kubectl -n 'a; id' delete");
  });
});
