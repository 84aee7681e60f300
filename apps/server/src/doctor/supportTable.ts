import { isBefore } from './versions.ts';

/** What one range of releases of the GPU Operator was validated with. Versions compare by the numbers they name. */
export interface Support {
  /** From this release on, until the next entry's. */
  readonly from: string;
  /** Linux distributions, by their name in `osImage` and the beginnings of their version. */
  readonly systems: readonly System[];
  /** False where the list is known in part only: a system that it lacks may be validated all the same. */
  readonly isWhole: boolean;
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

const rocky = (major: number): System => ({
  name: `Rocky Linux ${major}`,
  pattern: new RegExp(`^Rocky Linux ${major}\\b`),
});

/** Of 25.3; in 25.10, Ubuntu 20.04 still has its row and RHEL 10 comes in by and by. */
const SINCE_25_3 = [ubuntu('20.04'), ubuntu('22.04'), ubuntu('24.04'), rhel(8), rhel(9), RHCOS, DGX];
const SINCE_26_3 = [8, 9, 10].flatMap((major) => [rhel(major), rocky(major)]);
const SINCE_22_9 = [ubuntu('20.04'), ubuntu('22.04'), CENTOS7, rhel(8), RHCOS, DGX];

const since22 = { isWhole: true, docker: null, containerd: '1.4', arm64: true } as const;

/**
 * NVIDIA/cloud-native-docs, gpu-operator/platform-support.rst as it was at 23.3, 23.9, 24.6, 24.9 and 25.3, and in
 * gpu-operator/archive/{1.10.1,1.11.0}; of 1.5 and its like, what that archive says of earlier releases. Kubernetes 1.22
 * does not do for 24.6 (NVIDIA/gpu-operator issue 1009); the driver images of 24.9.2 came for Ubuntu 24.04, too
 * (NVIDIA/gpu-driver-container issue 38). Of later releases there are changes only (cloud-native-docs pull requests 382, of
 * Rocky Linux 407, of Ubuntu 26.04 468, of Kubernetes 1.33 to 1.37 488 and 490; gpu-operator issue 2334). Where patch
 * releases differ, the widest range stands. Newest first.
 */
const SUPPORT: readonly Support[] = [
  {
    from: '26.7',
    systems: [...[22, 24, 26].map((year) => ubuntu(`${year}.04`)), ...SINCE_26_3, RHCOS, DGX],
    isWhole: false,
    kubernetes: { minimum: '1.33', maximum: '1.37' },
    docker: null,
    containerd: '1.6',
    arm64: true,
  },
  {
    from: '26.3',
    systems: [ubuntu('20.04'), ubuntu('22.04'), ubuntu('24.04'), ...SINCE_26_3, RHCOS, DGX],
    isWhole: false,
    kubernetes: { minimum: '1.29', maximum: null },
    docker: null,
    containerd: '1.6',
    arm64: true,
  },
  {
    from: '25.10',
    systems: [...SINCE_25_3, rhel(10)],
    isWhole: false,
    kubernetes: { minimum: '1.29', maximum: null },
    docker: null,
    containerd: '1.6',
    arm64: true,
  },
  {
    from: '25.3',
    systems: SINCE_25_3,
    isWhole: true,
    kubernetes: { minimum: '1.29', maximum: '1.34' },
    docker: null,
    containerd: '1.6',
    arm64: true,
  },
  {
    ...since22,
    from: '24.9',
    systems: [...SINCE_22_9, ubuntu('24.04')],
    kubernetes: { minimum: '1.23', maximum: '1.32' },
  },
  { ...since22, from: '24.6', systems: SINCE_22_9, kubernetes: { minimum: '1.23', maximum: '1.30' } },
  { ...since22, from: '23.9', systems: SINCE_22_9, kubernetes: { minimum: '1.22', maximum: '1.30' } },
  {
    ...since22,
    from: '1.11',
    systems: [ubuntu('18.04'), ...SINCE_22_9],
    kubernetes: { minimum: '1.21', maximum: '1.27' },
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
    isWhole: true,
    // "v1.21+" and so on, without an end.
    kubernetes: { minimum, maximum: null },
    docker: isBefore(from, '1.10') ? '18.09' : '19.03',
    containerd: '1.4',
    arm64: !isBefore(from, '1.9'),
  })),
];

/**
 * What a GPUCluster needs beside its release's own (cloud-native-docs, gpu-operator/gpu-operator-dra.rst, "Prerequisites").
 * Versions compare by the numbers they name.
 */
export const GPU_CLUSTER = { from: '26.7', kubernetes: '1.34.2', driver: '580' } as const;

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
 * The kernel series of each Ubuntu: its own and those that came after it as hardware enablement kernels
 * (ubuntu.com/kernel/lifecycle). A driver container builds for any of them (cloud-native-docs, platform-support.rst; NVIDIA/gpu-operator
 * issue 1220), and finds no headers in Ubuntu's archive for others.
 */
const UBUNTU_KERNELS: Readonly<Record<string, readonly string[]>> = {
  '18.04': ['4.15', '4.18', '5.0', '5.3', '5.4'],
  '20.04': ['5.4', '5.8', '5.11', '5.13', '5.15'],
  '22.04': ['5.15', '5.19', '6.2', '6.5', '6.8'],
  '24.04': ['6.8', '6.11', '6.14', '6.17', '7.0'],
  '26.04': ['7.0'],
};

/** Whether a release was validated with a system; undefined where nothing that is known says. */
export function isValidated({ systems, isWhole }: Support, osImage: string): boolean | undefined {
  if (systems.some(({ pattern }) => pattern.test(osImage))) return true;
  return isWhole ? false : undefined;
}

/** The kernel series for a distribution, undefined where no table tells. */
export function kernelsFor(osImage: string): readonly string[] | undefined {
  const version = /^Ubuntu (\d\d\.\d\d)/.exec(osImage)?.[1];
  return version === undefined ? undefined : UBUNTU_KERNELS[version];
}
