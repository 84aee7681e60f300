import type { SetupSetting } from '../contract/setup.ts';
import { DISTRIBUTIONS, type Distribution } from '../kubernetes/distributions.ts';

/** What hands GPUs out: a device plugin (ClusterPolicy), or a DRA driver by claim alone (GPUCluster). */
export const ALLOCATIONS = ['device-plugin', 'claim'] as const;
export const RUNTIMES = ['docker', 'containerd', 'cri-o'] as const;
export const DRIVERS = ['operator', 'host'] as const;
export const FORMS = ['set', 'file'] as const;

/** What whoever installs decides. */
export interface SetupChoices {
  readonly allocation: (typeof ALLOCATIONS)[number];
  readonly runtime: (typeof RUNTIMES)[number];
  /** Kubernetes' distributions that keep containerd's files elsewhere. */
  readonly distribution: Distribution | null;
  /** Whether the operator brings the driver or the hosts have one. */
  readonly driver: (typeof DRIVERS)[number];
  /** `550.144.03`; empty for the release's own. */
  readonly driverVersion: string;
  /** `registry.example.com:5000` that holds copies of all images; empty for NVIDIA's. */
  readonly registry: string;
  /** Values on the command line, or in a file. */
  readonly form: (typeof FORMS)[number];
}

/** Words as they stand in a link, by choice. */
export type GivenChoices = Readonly<Partial<Record<keyof SetupChoices, string | undefined>>>;

const DRIVER_VERSION = /^\d{3}(?:\.\d+){0,2}$/;
const REGISTRY = /^[\w.-]+(?::\d+)?(?:\/[\w./-]+)?$/;

/** What was chosen, and where nothing (sensible) was, what this cluster is like. */
export function choicesOf(setting: SetupSetting, given: GivenChoices): SetupChoices {
  const { driverVersion = '', registry = '' } = given;
  return {
    allocation: allocationOf(setting, given),
    runtime: oneOf(RUNTIMES, given.runtime) ?? oneOf(RUNTIMES, setting.runtime ?? undefined) ?? 'containerd',
    distribution:
      given.distribution === 'none'
        ? null
        : (oneOf(DISTRIBUTIONS, given.distribution) ?? setting.distribution),
    driver: oneOf(DRIVERS, given.driver) ?? (setting.hasHostDriver ? 'host' : 'operator'),
    driverVersion: isDriverVersion(driverVersion) ? driverVersion : '',
    registry: isRegistry(registry) ? registry : '',
    form: oneOf(FORMS, given.form) ?? 'set',
  };
}

/** An operator that was told of one cannot be moved to the other (cloud-native-docs, gpu-operator/gpu-operator-dra.rst). */
export function canChooseAllocation({ configuration, takesGpuCluster }: SetupSetting): boolean {
  return configuration === null && takesGpuCluster;
}

function allocationOf(setting: SetupSetting, { allocation }: GivenChoices): SetupChoices['allocation'] {
  if (setting.configuration === 'GPUCluster') return 'claim';
  return canChooseAllocation(setting) ? (oneOf(ALLOCATIONS, allocation) ?? 'device-plugin') : 'device-plugin';
}

/** Whether it is a release of the driver, such as `550.144.03`. */
export function isDriverVersion(text: string): boolean {
  return DRIVER_VERSION.test(text);
}

/** Whether it is a host with an optional port and path, such as `registry.example.com:5000/gpu`. */
export function isRegistry(text: string): boolean {
  return REGISTRY.test(text);
}

function oneOf<T extends string>(choices: readonly T[], given: string | undefined): T | undefined {
  return choices.find((choice) => choice === given);
}
