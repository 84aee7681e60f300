import { isBefore } from './versions.ts';

/** What one range of releases of the GPU Operator was validated with. Versions compare by the numbers they name. */
export interface Support {
  /** From this release on, until the next entry's. */
  readonly from: string;
  /** Linux distributions, by their name in `osImage` and the beginnings of their version. */
  readonly systems: readonly System[];
  readonly kubernetes: { readonly minimum: string; readonly maximum: string | null };
  readonly docker: string | null;
  readonly containerd: string;
  readonly arm64: boolean;
}

interface System {
  readonly name: string;
  readonly pattern: RegExp;
}

const ubuntu = (version: string): System => ({
  name: `Ubuntu ${version}`,
  pattern: new RegExp(`^Ubuntu ${version.replace('.', '\\.')}`),
});
const RHCOS: System = { name: 'RHCOS', pattern: /Red Hat Enterprise Linux CoreOS/ };
const CENTOS7: System = { name: 'CentOS 7', pattern: /^CentOS Linux 7/ };
const CENTOS8: System = { name: 'CentOS 8', pattern: /^CentOS Linux 8/ };
const DGX: System = { name: 'DGX OS', pattern: /^DGX OS/ };
const rhel = (major: number): System => ({
  name: `RHEL ${major}`,
  pattern: new RegExp(`^Red Hat Enterprise Linux (?:Server )?${major}\\b`),
});

/**
 * NVIDIA/cloud-native-docs: gpu-operator/archive/1.10.1/platform-support.rst (distributions and runtimes of 1.x, and
 * the least Kubernetes of each release), gpu-operator/platform-support.rst as of 24.6, and its later changes up to 25.10
 * (Ubuntu 24.04, Kubernetes 1.29 to 1.33, RHEL 9 and 10). Newest first; later releases count as the newest known, with
 * no upper bound on Kubernetes.
 */
const SUPPORT: readonly Support[] = [
  {
    from: '25.10',
    systems: [ubuntu('22.04'), ubuntu('24.04'), rhel(8), rhel(9), rhel(10), RHCOS, DGX],
    kubernetes: { minimum: '1.29', maximum: null },
    docker: null,
    containerd: '1.6',
    arm64: true,
  },
  {
    from: '25.3',
    systems: [ubuntu('20.04'), ubuntu('22.04'), ubuntu('24.04'), rhel(8), rhel(9), RHCOS, DGX],
    kubernetes: { minimum: '1.29', maximum: '1.33' },
    docker: null,
    containerd: '1.6',
    arm64: true,
  },
  {
    from: '24.9',
    systems: [ubuntu('20.04'), ubuntu('22.04'), ubuntu('24.04'), rhel(8), RHCOS, DGX],
    kubernetes: { minimum: '1.23', maximum: '1.32' },
    docker: null,
    containerd: '1.4',
    arm64: true,
  },
  {
    from: '22.9',
    systems: [ubuntu('20.04'), ubuntu('22.04'), CENTOS7, rhel(8), RHCOS, DGX],
    kubernetes: { minimum: '1.21', maximum: '1.31' },
    docker: null,
    containerd: '1.4',
    arm64: true,
  },
  ...(
    [
      ['1.10', '1.21'],
      ['1.9', '1.19'],
      ['1.7', '1.18'],
      ['1.6', '1.16'],
      ['1.0', '1.13'],
    ] as const
  ).map(([from, minimum]) => ({
    from,
    systems: [ubuntu('18.04'), ubuntu('20.04'), CENTOS7, CENTOS8, rhel(7), rhel(8), RHCOS, DGX],
    kubernetes: { minimum, maximum: '1.25' },
    docker: '18.09',
    containerd: '1.4',
    arm64: !isBefore(from, '1.9'),
  })),
];

/** Newest first. */
export const releases = SUPPORT;

const [NEWEST] = SUPPORT;

/** What this release was validated with; the newest known where it does not say which it is. */
export function supportOf(release: string | null): Support {
  const found = release === null ? undefined : SUPPORT.find(({ from }) => !isBefore(release, from));
  const support = found ?? NEWEST;
  if (support === undefined) throw new Error('the support table is empty');
  return support;
}

/**
 * Kernel series that NVIDIA's driver containers are built and tested for on Ubuntu: each release's own and its HWE kernels
 * (cloud-native-docs, platform-support.rst and precompiled-drivers; ubuntu.com/kernel/lifecycle).
 */
const UBUNTU_KERNELS: Readonly<Record<string, readonly string[]>> = {
  '18.04': ['4.15', '5.4'],
  '20.04': ['5.4', '5.15'],
  '22.04': ['5.15', '6.2', '6.5', '6.8'],
  '24.04': ['6.8', '6.11', '6.14'],
};

/** The kernel series for a distribution, undefined where no table tells. */
export function kernelsFor(osImage: string): readonly string[] | undefined {
  const version = /^Ubuntu (\d\d\.\d\d)/.exec(osImage)?.[1];
  return version === undefined ? undefined : UBUNTU_KERNELS[version];
}
