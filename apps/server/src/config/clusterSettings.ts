import { GPU_RESOURCE_PATTERN } from '@gpu-console/shared/kubernetes';
import { type LabelMatcher, readMatchers } from '@gpu-console/shared/promql';
import { z } from 'zod';
import type { Credentials } from '../prometheus/credentials.ts';
import type { ExtraHeaders } from '../prometheus/extraHeaders.ts';
import { DEFAULT_MAX_RESPONSE_BYTES } from '../prometheus/prometheusClient.ts';

/** How one cluster is reached and what the console does there, whether the environment or CONFIG_FILE says so. */
export interface ClusterSettings {
  readonly cluster: { readonly id: string; readonly name: string | undefined };
  readonly prometheus: {
    /** Without the user and password that may stand in the setting, so that it can be shown. */
    readonly url: string;
    readonly credentials: Credentials | undefined;
    /** Sent with every question beside the credentials. */
    readonly headers: ExtraHeaders;
    /**
     * Headers that tell it who asks, where it or what stands before it keeps people apart: values with places such as `{user}`.
     * Undefined where the console does.
     */
    readonly viewerHeaders: Readonly<Record<string, string>> | undefined;
    /** Stand in every selector of series that is asked for: what of this Prometheus is the cluster's. */
    readonly matchers: readonly LabelMatcher[];
    readonly timeoutSeconds: number;
    readonly maxResponseBytes: number;
  };
  readonly kubernetes: {
    /** Files, separated as in PATH; undefined for the user's own or, in a pod, its service account. */
    readonly kubeconfig: string | undefined;
    readonly context: string | undefined;
    /** True for the pod's service account, whatever kubeconfig there is. */
    readonly inCluster: boolean;
    /** Extended resources that count as GPUs beside NVIDIA's; `*` stands for any run of characters. */
    readonly gpuResources: readonly string[];
  };
  /** Whether samples may be started from the console, and in which namespaces. */
  readonly writes: { readonly allowed: boolean; readonly namespaces: readonly string[] };
  /**
   * The directory that keeps people's dashboards, where the cluster does not; and the namespace of those in ConfigMaps,
   * where it is not that of the kubeconfig's context.
   */
  readonly dashboards: { readonly directory: string | undefined; readonly namespace: string | undefined };
  /** What this API server puts before the names of users and groups that the sign-in knows; empty for nothing. */
  readonly access: { readonly userPrefix: string; readonly groupsPrefix: string };
  /** Another one where anything was set otherwise, credentials among it. */
  readonly version: string;
}

export const MIB = 2 ** 20;
export const DEFAULT_TIMEOUT_SECONDS = 30;
export const DEFAULT_MAX_RESPONSE_MIB = DEFAULT_MAX_RESPONSE_BYTES / MIB;
export const DEFAULT_WRITE_NAMESPACE = 'default';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const ClusterId = z.string().regex(DNS_LABEL, 'must be lower-case letters, digits and "-"');
export const ClusterName = z.string().min(1);
export const Address = z.url({ protocol: /^https?$/, error: 'must be the http(s) address of Prometheus' });
export const TimeoutSeconds = z.number().positive().max(600);
export const MaxResponseMib = z.number().positive().max(256);
export const DashboardsNamespace = z
  .string()
  .regex(DNS_LABEL, 'must be the name of a namespace: lower-case letters, digits and "-"');
export const Namespaces = z.array(
  z.string().regex(DNS_LABEL, {
    error: ({ input }) => `"${input}" is no namespace: give names such as default`,
  }),
);
export const GpuResources = z.array(
  z.string().regex(GPU_RESOURCE_PATTERN, {
    error: ({ input }) =>
      `"${input}" is no extended resource: give names such as amd.com/gpu or gpu.intel.com/*`,
  }),
);
export const Matchers = z.string().transform((text, context) => {
  const matchers = readMatchers(text);
  if (matchers !== undefined) return matchers;
  context.addIssue(
    'give matchers of PromQL without braces and without a metric, such as cluster="prod" or cluster="prod",site=~"a|b"',
  );
  return z.NEVER;
});
