/** The samples of the walk-through: one that loads a GPU, one that people work in. */
export const SAMPLES = ['load', 'notebook'] as const;
export type SampleName = (typeof SAMPLES)[number];

/** Where a sample is to run. */
export interface SampleSetting {
  readonly namespace: string;
  /** The GPU resource that it asks for one of, as the cluster's nodes name it: `nvidia.com/gpu`, `nvidia.com/mig-1g.10gb`. */
  readonly resource: string;
  /** What the nodes' driver supports, such as `11.0`; null where nobody tells. */
  readonly cuda: string | null;
  /** How it claims one where the nodes hand GPUs out by claim alone; null where they have the resource. */
  readonly claim: SampleClaim | null;
}

/** Dynamic resource allocation, as this cluster serves it. */
export interface SampleClaim {
  readonly version: 'v1' | 'v1beta2' | 'v1beta1';
  /** `gpu.nvidia.com`, `mig.nvidia.com`. */
  readonly deviceClass: string;
}

interface SampleMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Gives each pod that names it a claim of its own, which goes with the pod. */
interface SampleClaimTemplate {
  readonly apiVersion: `resource.k8s.io/${SampleClaim['version']}`;
  readonly kind: 'ResourceClaimTemplate';
  readonly metadata: SampleMetadata;
  readonly spec: { readonly spec: { readonly devices: { readonly requests: readonly SampleRequest[] } } };
}

/** v1beta1 asks in the request itself, later versions in `exactly`. */
type SampleRequest = { readonly name: string } & (
  | { readonly deviceClassName: string }
  | { readonly exactly: { readonly deviceClassName: string } }
);

interface SampleResources {
  readonly limits?: Readonly<Record<string, number>>;
  readonly claims?: readonly { readonly name: string }[];
}

interface SamplePod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: SampleMetadata;
  readonly spec: {
    readonly restartPolicy: 'OnFailure';
    readonly resourceClaims?: readonly {
      readonly name: string;
      readonly resourceClaimTemplateName: string;
    }[];
    readonly tolerations: readonly { readonly key: string; readonly operator: 'Exists' }[];
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly command?: readonly string[];
      readonly args?: readonly string[];
      readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
      readonly resources: SampleResources;
      readonly securityContext?: { readonly capabilities: { readonly add: readonly string[] } };
    }[];
  };
}

interface SampleService {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: SampleMetadata;
  readonly spec: {
    readonly type: 'NodePort';
    readonly selector: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
  };
}

export type SampleObject = SampleClaimTemplate | SamplePod | SampleService;

/** What every object of a sample carries; objects without these are not the console's to delete. */
export const SAMPLE_LABELS: Readonly<Record<string, string>> = {
  'app.kubernetes.io/managed-by': 'gpu-console',
  'app.kubernetes.io/part-of': 'gpu-console-samples',
};

/** The name that a sample's objects have. */
export const sampleObjectName = (sample: SampleName): string => `gpu-sample-${sample}`;

/** The labels of a sample's objects, by which they are found again. */
export function sampleLabels(sample: SampleName): Readonly<Record<string, string>> {
  return { ...SAMPLE_LABELS, 'app.kubernetes.io/name': sampleObjectName(sample) };
}

/** The taint that GPU nodes commonly have, so that nothing else takes their places. */
const TOLERATIONS = [{ key: 'nvidia.com/gpu', operator: 'Exists' }] as const;

/** How long the load lasts: enough for several collections and scrapes of any era. */
export const LOAD_SECONDS = 300;

/** A sample's objects, in the order in which they are created. */
export function sampleObjects(sample: SampleName, setting: SampleSetting): readonly SampleObject[] {
  const own = sample === 'load' ? [loadPod(setting)] : [notebookService(setting), notebookPod(setting)];
  return setting.claim === null ? own : [claimTemplate(sample, setting, setting.claim), ...own];
}

/** A matrix product on the tensor cores (DCGM's field 1004), which a curve shows at once. */
function loadPod(setting: SampleSetting): SamplePod {
  const { image, command } = loadImage(cudaMajor(setting));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata('load', setting),
    spec: {
      restartPolicy: 'OnFailure',
      ...claims('load', setting),
      tolerations: TOLERATIONS,
      containers: [
        {
          name: 'dcgmproftester',
          image,
          ...(command === undefined ? {} : { command }),
          args: ['--no-dcgm-validation', '-t', '1004', '-d', String(LOAD_SECONDS)],
          resources: resources(setting),
          // As NVIDIA's own example has it (DCGM user guide, "Generating Load").
          securityContext: { capabilities: { add: ['SYS_ADMIN'] } },
        },
      ],
    },
  };
}

/** Its log tells the address with the token to open it with. */
function notebookPod(setting: SampleSetting): SamplePod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata('notebook', setting),
    spec: {
      restartPolicy: 'OnFailure',
      ...claims('notebook', setting),
      tolerations: TOLERATIONS,
      containers: [
        {
          name: 'notebook',
          image: notebookImage(cudaMajor(setting)),
          ports: [{ name: 'notebook', containerPort: 8888 }],
          resources: resources(setting),
        },
      ],
    },
  };
}

/** The API server chooses the node port: one that is given could be somebody's already. */
function notebookService(setting: SampleSetting): SampleService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('notebook', setting),
    spec: {
      type: 'NodePort',
      selector: sampleLabels('notebook'),
      ports: [{ name: 'http', port: 80, targetPort: 'notebook' }],
    },
  };
}

function metadata(sample: SampleName, { namespace }: SampleSetting): SampleMetadata {
  return { name: sampleObjectName(sample), namespace, labels: sampleLabels(sample) };
}

/** The pod's name for its claim, and that of the request in it. */
const CLAIM = 'gpu';

function resources({ resource, claim }: SampleSetting): SampleResources {
  return claim === null ? { limits: { [resource]: 1 } } : { claims: [{ name: CLAIM }] };
}

function claims(sample: SampleName, { claim }: SampleSetting): Pick<SamplePod['spec'], 'resourceClaims'> {
  if (claim === null) return {};
  return { resourceClaims: [{ name: CLAIM, resourceClaimTemplateName: sampleObjectName(sample) }] };
}

function claimTemplate(
  sample: SampleName,
  setting: SampleSetting,
  { version, deviceClass }: SampleClaim,
): SampleClaimTemplate {
  const exactly = { deviceClassName: deviceClass };
  const request = { name: CLAIM, ...(version === 'v1beta1' ? exactly : { exactly }) };
  return {
    apiVersion: `resource.k8s.io/${version}`,
    kind: 'ResourceClaimTemplate',
    metadata: metadata(sample, setting),
    spec: { spec: { devices: { requests: [request] } } },
  };
}

/** The CUDA major version that a sample's programs are for. Where nobody tells: 12, which most drivers in use support; 13 where GPUs are claimed, which a GPUCluster's driver (580) is for. */
export function cudaMajor({ cuda, claim }: SampleSetting): number {
  const major = Number.parseInt(cuda ?? '', 10);
  if (!Number.isNaN(major)) return major;
  return claim === null ? 12 : 13;
}

/**
 * dcgmproftester runs on the driver's very CUDA major version ("Wrong version of dcgmproftester is used", DCGM's
 * DcgmProfTester.cpp), and an image of DCGM brings one program for each that was current: 3.3 up to 12, 4.5 has 13.
 */
function loadImage(cuda: number): { readonly image: string; readonly command?: readonly string[] } {
  if (cuda <= 11) return { image: 'nvidia/samples:dcgmproftester-2.0.10-cuda11.0-ubuntu18.04' };
  const version = cuda === 12 ? '3.3.9' : '4.5.2';
  return {
    image: `nvcr.io/nvidia/cloud-native/dcgm:${version}-1-ubuntu22.04`,
    command: [`/usr/bin/dcgmproftester${cuda === 12 ? 12 : 13}`],
  };
}

/** TensorFlow 2.11 is built for CUDA 11.2, 2.18 for 12.5 (TensorFlow's "Tested build configurations"). */
function notebookImage(cuda: number): string {
  return `tensorflow/tensorflow:${cuda <= 11 ? '2.11.0' : '2.18.0'}-gpu-jupyter`;
}
