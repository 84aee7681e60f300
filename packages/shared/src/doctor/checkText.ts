import type { Distribution } from '../kubernetes/distributions.ts';
import type { Params } from '../texts/template.ts';
import type { Localized } from '../units/locale.ts';
import type { Stage } from './stages.ts';

/** What commands for this very cluster need to know of it. */
export interface Setting {
  readonly operatorNamespace: string;
  /** The operator's Helm release. */
  readonly release: string;
  /** False where neither a pod nor a ClusterPolicy of the operator's is there; null where that could not be read. */
  readonly operatorInstalled: boolean | null;
  /** `v24.9.2`; null where it is not installed or does not tell. */
  readonly operatorVersion: string | null;
  /** `docker`, `containerd`, `cri-o`, of most GPU nodes. */
  readonly runtime: string | null;
  readonly distribution: Distribution | null;
  readonly kubernetesVersion: string | null;
  readonly policy: string;
  readonly exporterNamespace: string;
  readonly exporterService: string;
}

/** Shell commands, in the order in which they are typed. */
export type Commands = (params: Params, setting: Setting) => readonly string[];

export interface VariantText {
  readonly says: Localized;
  readonly remedy: Localized;
  readonly commands?: Commands;
}

/** A check's words. The title is a statement that holds where the check passes; each other outcome is a variant. */
export interface CheckText {
  readonly stage: Stage;
  readonly title: Localized;
  readonly variants: Readonly<Record<string, VariantText>>;
}
