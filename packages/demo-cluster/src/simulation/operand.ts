/** One component that the GPU operator or the cluster itself runs on every node it suits. */
export interface Operand {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly OperandContainer[];
  readonly initContainers: readonly OperandContainer[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly hostNetwork?: boolean;
  /** The template of the claim that each of its pods has. */
  readonly claimTemplate?: string;
}

export interface OperandContainer {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: { readonly name: string; readonly number: number };
}
