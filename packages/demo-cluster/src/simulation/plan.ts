import type { ProductKey } from './products.ts';

/** A cluster as a scenario describes it, before anything has happened. */
export interface ClusterPlan {
  /** `v1.19.9` */
  readonly kubernetesVersion: string;
  readonly host: HostPlan;
  readonly operator: 'v1.5.2' | 'v24.9.2';
  /** How often an exporter reads its GPUs, in seconds (`-c`, DCGM_EXPORTER_INTERVAL). */
  readonly collectSeconds: number;
  /** `few`: only the fields that a large cluster can afford. */
  readonly counters: 'default' | 'extended' | 'few';
  readonly nodes: readonly NodePlan[];
  readonly workloads: readonly WorkloadPlan[];
  readonly faults: readonly FaultPlan[];
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

export interface NodePlan {
  readonly name: string;
  readonly product: ProductKey;
  readonly gpus: number;
  /** The exporter's major version, which decides its labels. */
  readonly exporter: ExporterEra;
  readonly cores: number;
  readonly memoryGi: number;
  /** Profiles of each GPU that has MIG on, by GPU index. */
  readonly mig?: Readonly<Record<number, readonly string[]>>;
  /** Pods per GPU with time-slicing. */
  readonly replicas?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { key: string; value: string; effect: string }[];
  readonly cordoned?: boolean;
}

export type ExporterEra = '2.x' | '3.x' | '4.x';

export interface PodTemplate {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly gpus?: Readonly<Record<string, number>>;
  readonly cpu?: string;
  readonly memory?: string;
  readonly ports?: readonly { name: string; containerPort: number }[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly { key: string; operator: string; effect: string }[];
  readonly labels?: Readonly<Record<string, string>>;
  /** What a node's labels must be: required node affinity of one term. */
  readonly required?: readonly { key: string; operator: string; values: readonly string[] }[];
  readonly schedulingGates?: readonly string[];
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
  | { readonly kind: 'lost-gpu'; readonly at: number; readonly node: string; readonly gpu: number }
  /** The kernel kills, for want of memory, what holds the GPU. */
  | { readonly kind: 'out-of-memory'; readonly at: number; readonly node: string; readonly gpu: number }
  | { readonly kind: 'hot-gpu'; readonly at: number; readonly node: string; readonly gpu: number }
  | {
      readonly kind: 'ecc';
      readonly at: number;
      readonly node: string;
      readonly gpu: number;
      readonly perHour: number;
    }
  | { readonly kind: 'exporter-down'; readonly at: number; readonly node: string };
