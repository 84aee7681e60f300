import type { KubeObject } from '../kubernetes/objectStore.ts';
import type { ResourceApiVersion } from '../kubernetes/resourceTypes.ts';
import type { ProductKey } from './products.ts';

/** A cluster as a scenario describes it, before anything has happened. */
export interface ClusterPlan {
  /** `v1.19.9` */
  readonly kubernetesVersion: string;
  readonly host: HostPlan;
  /** From 26.7 on with a GPUCluster in the place of a ClusterPolicy: its nodes are `byClaim`. */
  readonly operator: 'v1.5.2' | 'v24.9.2' | 'v26.7.0';
  /** Node feature discovery is there, and nothing of NVIDIA's yet. */
  readonly isBare?: boolean;
  /** How often an exporter reads its GPUs, in seconds (`-c`, DCGM_EXPORTER_INTERVAL). */
  readonly collectSeconds: number;
  /** `few`: only the fields that a large cluster can afford. */
  readonly counters: 'default' | 'extended' | 'few';
  readonly nodes: readonly NodePlan[];
  readonly workloads: readonly WorkloadPlan[];
  readonly faults: readonly FaultPlan[];
  /** KubeSphere is installed, and knows of the exporters. */
  readonly kubesphere?: boolean;
  /** Nodes run the operator's status exporter, and Prometheus scrapes that and the operator itself. */
  readonly operatorMetrics?: boolean;
  /** The label `cluster` of its series, where several clusters share a Prometheus. */
  readonly clusterLabel?: string;
  /** Dynamic resource allocation, where the cluster has it. */
  readonly claims?: ClaimsPlan;
  /** Nodes that the DRA driver has joined for Multi-Node NVLink. */
  readonly computeDomains?: readonly ComputeDomainPlan[];
  /** Schedulers that are installed beside kube-scheduler. */
  readonly schedulers?: readonly ('hami-scheduler' | 'kai-scheduler')[];
  /** What else is there from the start, such as who may do what: applied as they are. */
  readonly objects?: readonly KubeObject[];
  /** The device plugin's configurations, and which a node gets that asks for none (`devicePlugin.config`). */
  readonly pluginConfig?: {
    readonly name: string;
    readonly default: string;
    readonly data: Readonly<Record<string, string>>;
  };
}

export interface ComputeDomainPlan {
  readonly namespace: string;
  readonly name: string;
  /** As many as it is to have. */
  readonly numNodes: number;
  /** Those that have joined. */
  readonly nodes: readonly string[];
}

interface ClaimsPlan {
  /** The version of resource.k8s.io that the API server serves. */
  readonly apiVersion: ResourceApiVersion;
  readonly templates: readonly ClaimPlan[];
  /** Claims that exist by themselves, so that several pods can share what they give. */
  readonly claims: readonly ClaimPlan[];
}

export interface ClaimPlan {
  readonly namespace: string;
  readonly name: string;
  /** What it asks for: the first of these that a node has. */
  readonly asks: readonly DeviceAskPlan[];
  /** It looks at the devices, whoever holds them (`adminAccess`); its namespace must be labelled for that. */
  readonly admin?: boolean;
  /** It has its devices from the start, on a node and for a pod that is gone since. */
  readonly leftBy?: { readonly node: string; readonly pod: string };
}

/** Devices of one class. */
export interface DeviceAskPlan {
  /** gpu.nvidia.com unless told. */
  readonly deviceClass?: string;
  /** All devices of a node unless told. */
  readonly count?: number;
  /** Of MIG devices: `1g.10gb`. */
  readonly profile?: string;
}

/** A taint that the DRA driver puts on a device. */
export interface DeviceTaintPlan {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'NoExecute' | 'None';
}

/** What all nodes share. */
interface HostPlan {
  readonly osImage: string;
  readonly osId: string;
  readonly osVersion: string;
  readonly kernel: string;
  readonly runtime: string;
  readonly driver: string;
  /** `12.4` */
  readonly cuda: string;
}

/** What one container of the operator's does on a node instead of its work. */
export type ContainerFault =
  /** It prints this and ends, as often as it is started. */
  | { readonly kind: 'crashes'; readonly log: readonly string[] }
  /** It runs, is ready, and does nothing of its work. */
  | { readonly kind: 'idles'; readonly log: readonly string[] }
  /** Its image cannot be had, for the reason that the runtime gives. */
  | { readonly kind: 'unpullable'; readonly message: string }
  /** Its image takes this long to come when it is started anew. */
  | { readonly kind: 'slow-pull'; readonly seconds: number };

export interface NodePlan {
  readonly name: string;
  /** Where this machine differs from the others. */
  readonly host?: Partial<HostPlan> & { readonly architecture?: string; readonly kubelet?: string };
  /** What keeps the operator's containers from their work here, by the container's name. */
  readonly containerFaults?: Readonly<Record<string, ContainerFault>>;
  /** Unset for a node without NVIDIA GPUs. */
  readonly product?: ProductKey;
  readonly gpus: number;
  /** Each GPU's model, where they differ: GPU feature discovery's labels speak of `product` alone. */
  readonly boards?: readonly ProductKey[];
  /** Which release of its exporter the GPU operator runs here; unset where it runs none. */
  readonly exporter?: ExporterEra;
  /** The exporters that were installed in another way, each as a DaemonSet of its own. */
  readonly otherExporters?: readonly InstalledExporter[];
  readonly cores: number;
  readonly memoryGi: number;
  /** Profiles of each GPU that has MIG on, by GPU index. */
  readonly mig?: Readonly<Record<number, readonly string[]>>;
  /** `single` names every instance `nvidia.com/gpu`; `mixed`, where it is not said, by its profile. */
  readonly migStrategy?: 'single' | 'mixed';
  /** Pods per GPU, where GPUs are shared. */
  readonly replicas?: number;
  /** What shares them, time-slicing unless told. */
  readonly sharedBy?: Sharing;
  /** The device plugin's `renameByDefault`: they are `nvidia.com/gpu.shared` then. */
  readonly renamesShared?: boolean;
  /** GPUs are handed out by ResourceClaims alone (dynamic resource allocation). */
  readonly byClaim?: boolean;
  /** What the driver says of those that are not well, by GPU index. */
  readonly deviceTaints?: Readonly<Record<number, readonly DeviceTaintPlan[]>>;
  /** Extended resources of other vendors' device plugins. */
  readonly devices?: Readonly<Record<string, number>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { key: string; value: string; effect: string }[];
  readonly cordoned?: boolean;
}

/** NVIDIA's device plugin shares in two ways; HAMi and Volcano bring a device plugin of their own. */
type Sharing = 'time-slicing' | 'mps' | 'hami' | 'volcano';

/**
 * An exporter's generation, which decides its labels. `1.x`: a later one with 1.x's names of metrics and labels
 * (etc/1.x-compatibility-metrics.csv); `2.0`: neither Hostname nor modelName; `2026`, on DCGM 4.5: `hostname`, a pod's own
 * part of a GPU that it shares, and no XID before the first; `4.8.3`, on DCGM 4.6: its new names; `4.9`, on DCGM 4.7: base
 * units as well.
 */
export type ExporterEra = '1.x' | '2.0' | '2.x' | '3.x' | '4.x' | '2026' | '4.8.3' | '4.9';

/** What an exporter was told, beside its generation. */
export interface ExporterFlags {
  /** `--use-old-namespace`: the workload is `pod_name`, `pod_namespace`, `container_name`, and the UUID `uuid`. */
  readonly oldNamespace?: boolean;
  /** What it calls its host: the node, or where NODE_NAME is not passed down its own pod. */
  readonly hostname?: 'node' | 'pod';
  /** `--kubernetes`, without which no series names a pod. */
  readonly mapsPods?: boolean;
  /** It prints DCGM's blank for what a board does not have, where later ones leave the series out. */
  readonly printsBlanks?: boolean;
  /** `-d f`, its default: of a GPU with MIG on, the instances alone, each with the board's values. */
  readonly onlyInstances?: boolean;
}

/** An exporter with a DaemonSet, a Service and a ServiceMonitor of its own, all by its name. */
export interface InstalledExporter extends ExporterFlags {
  readonly name: string;
  readonly era: ExporterEra;
  readonly image: string;
  readonly scrape?: ScrapePlan;
}

interface ScrapePlan {
  /** As for the GPU operator's exporter unless told. */
  readonly honorLabels?: boolean;
  /** The target label that relabelling gives the node's name. */
  readonly nodeLabel?: 'instance' | 'node' | 'kubernetes_node';
}

export interface PodTemplate {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly gpus?: Readonly<Record<string, number>>;
  /** ResourceClaims by the pod's own names for them: one that exists, or a template from which one is made. */
  readonly claims?: Readonly<Record<string, { readonly claim: string } | { readonly template: string }>>;
  readonly cpu?: string;
  readonly memory?: string;
  readonly ports?: readonly { name: string; containerPort: number }[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly { key: string; operator: string; effect: string }[];
  /** Rules for the node's labels, all of which have to hold: required node affinity of one term. */
  readonly affinity?: readonly { key: string; operator: string; values?: readonly string[] }[];
  readonly gates?: readonly string[];
  readonly priority?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  /** `schedulerName`, kube-scheduler unless told. */
  readonly scheduler?: 'hami-scheduler' | 'kai-scheduler';
  /** Beside `app`. */
  readonly labels?: Readonly<Record<string, string>>;
}

type Range = readonly [from: number, to: number];

export type WorkloadPlan =
  /** A team's queue: so many jobs at a time, each followed by the next after a pause. */
  | {
      readonly kind: 'jobs';
      readonly template: PodTemplate;
      readonly parallel: number;
      readonly minutes: Range;
      readonly pauseMinutes: Range;
    }
  | { readonly kind: 'deployment'; readonly template: PodTemplate; readonly replicas: number }
  /** Opened and closed again, as a notebook server's StatefulSet is. */
  | {
      readonly kind: 'notebook';
      readonly template: PodTemplate;
      readonly openMinutes: Range;
      readonly closedMinutes: Range;
      /** How its Service is reached. */
      readonly service: 'NodePort' | 'ClusterIP';
    }
  /** One pod at a time counted from the end of history (negative: before it), deleted at `until` if given. */
  | { readonly kind: 'pod'; readonly template: PodTemplate; readonly at: number; readonly until?: number };

/** Something that goes wrong; `at` in seconds from the end of history (negative: before it). */
export type FaultPlan =
  | {
      readonly kind: 'xid';
      readonly at: number;
      readonly node: string;
      readonly gpu: number;
      readonly code: number;
    }
  | {
      readonly kind: 'lost-gpu';
      readonly at: number;
      readonly node: string;
      readonly gpu: number;
      /** The exporter was started again since, and does not even find it. */
      readonly isUnseen?: boolean;
    }
  /** The node reboots; GPU containers are back before the device plugin is. */
  | { readonly kind: 'reboot'; readonly at: number; readonly node: string }
  /** The kernel kills, for want of memory, what holds the GPU. */
  | { readonly kind: 'out-of-memory'; readonly at: number; readonly node: string; readonly gpu: number }
  | {
      readonly kind: 'hot-gpu';
      readonly at: number;
      readonly node: string;
      readonly gpu: number;
      /** How much less of its heat gets away, 2.2 times unless told. */
      readonly heatResistance?: number;
    }
  /** DCGM's profiling module gives 0 for a GPU from here on (NVIDIA/dcgm-exporter#662). */
  | { readonly kind: 'profiling-stuck'; readonly at: number; readonly node: string; readonly gpu: number }
  /** The power supply tells the board to brake. */
  | { readonly kind: 'power-brake'; readonly at: number; readonly node: string; readonly gpu: number }
  /** A row of the GPU's memory is faulty; its spare is to be used from the next reset on, or none is left. */
  | {
      readonly kind: 'row-remap';
      readonly at: number;
      readonly node: string;
      readonly gpu: number;
      readonly outcome: 'pending' | 'failed';
    }
  | {
      readonly kind: 'ecc';
      readonly at: number;
      readonly node: string;
      readonly gpu: number;
      readonly perHour: number;
    }
  | { readonly kind: 'exporter-down'; readonly at: number; readonly node: string }
  /** Somebody changes the node's labels, as an upgrade does that goes from node to node. */
  | {
      readonly kind: 'relabelled';
      readonly at: number;
      readonly node: string;
      readonly labels: Readonly<Record<string, string>>;
    }
  /** Kubelet falls silent, and the machine with it. */
  | { readonly kind: 'silent-node'; readonly at: number; readonly node: string }
  /** A DaemonSet's containers on the node end once, with this exit code. */
  | {
      readonly kind: 'exit';
      readonly at: number;
      readonly node: string;
      readonly daemonSet: string;
      readonly exitCode: number;
    }
  /** A DaemonSet's pod on the node is deleted. */
  | { readonly kind: 'deleted'; readonly at: number; readonly node: string; readonly daemonSet: string };
