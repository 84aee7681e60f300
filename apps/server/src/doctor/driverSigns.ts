import type { CheckId, VariantOf } from '@gpu-console/shared/doctor';

/** What a line of a driver pod's log tells of the host. */
interface SignOf<C extends CheckId> {
  readonly check: C;
  readonly variant: VariantOf<C>;
  readonly pattern: RegExp;
  /** A line that fits, and all the same says nothing of it. */
  readonly not?: RegExp;
  /** False for what several causes print: it counts only where nothing certain is said. */
  readonly certain: boolean;
}

type DriverSign = { [C in CheckId]: SignOf<C> }[CheckId];

/** A kernel module that modprobe or insmod could not load, for this reason. */
const notLoaded = (reason: string): RegExp =>
  new RegExp(`(?:modprobe|insmod|init_module|finit_module)\\b.*${reason}`, 'i');

/**
 * What the driver's containers print (NVIDIA/gpu-driver-container, nvidia-driver; NVIDIA/k8s-driver-manager; nvidia-installer;
 * the kernel's module loader and NVRM; modprobe; apt, dnf), of several in one log the first of these: causes stand before what
 * follows from them.
 */
export const DRIVER_SIGNS = [
  {
    check: 'driver-secure-boot',
    variant: 'rejected',
    pattern:
      /Required key not available|Key was rejected by service|Lockdown: .*unsigned module|Loading of (?:unsigned module|module with unavailable key) is rejected|Secure boot is enabled on this system, so/i,
    certain: true,
  },
  {
    check: 'driver-secure-boot',
    variant: 'not-permitted',
    pattern: notLoaded('Operation not permitted'),
    certain: true,
  },
  {
    check: 'driver-selinux',
    variant: 'denied',
    pattern: new RegExp(`${notLoaded('Permission denied').source}|avc: +denied +\\{ module_load \\}`, 'i'),
    certain: true,
  },
  {
    check: 'driver-supports-gpu',
    variant: 'needs-open',
    pattern: /requires use of the NVIDIA open kernel modules/i,
    certain: true,
  },
  {
    check: 'driver-supports-gpu',
    variant: 'needs-proprietary',
    pattern: /is not supported by (?:the )?open\b|does not include the required GPU/i,
    certain: true,
  },
  {
    check: 'driver-supports-gpu',
    variant: 'unsupported',
    pattern:
      /No NVIDIA (?:GPU|device)s? installed in this system (?:is|are) supported|installed in this system is (?:not supported by the|supported through the) NVIDIA \d/i,
    certain: true,
  },
  {
    check: 'driver-nouveau',
    variant: 'loaded',
    pattern:
      /Nouveau kernel driver is currently in use|already bound to nouveau|^nouveau +\d+ +\d+|Module nouveau is in use|(?:failed|unable) to unload (?:the )?nouveau|could not unload (?:the )?nouveau/i,
    certain: true,
  },
  {
    check: 'driver-in-use',
    variant: 'preinstalled',
    pattern: /driver is already pre-?installed on the node/i,
    certain: true,
  },
  {
    check: 'driver-in-use',
    variant: 'in-use',
    pattern:
      /Could not unload NVIDIA driver kernel modules, driver is in use|failed to unload kernel module \S+: |failed to unload driver: |Module nvidia\w* is in use|Unable to cleanup driver modules|Cleanup could not automatically proceed/i,
    not: /attempting again/i,
    certain: true,
  },
  {
    check: 'driver-disk-space',
    variant: 'full',
    pattern: /No space left on device|You don't have enough free space/i,
    certain: true,
  },
  {
    check: 'driver-repositories',
    variant: 'unreachable',
    pattern:
      /Could not resolve '|Temporary failure (?:in name resolution|resolving)|Could not connect to \S+|Cannot initiate the connection to|Curl error \(\d+\)|Failed to download metadata for repo|Cannot download repomd\.xml|failed to reach .*package repositor/i,
    certain: true,
  },
  {
    check: 'driver-kernel-headers',
    variant: 'missing',
    pattern:
      /Could not resolve Linux kernel version|Unable to locate package linux-(?:headers|image|modules|objects|signatures)|Couldn't find any package .*linux-(?:headers|image|modules|objects|signatures)|No match for argument: kernel-(?:headers|devel|core|modules)|Unable to find a match: kernel-(?:headers|devel|core|modules)/i,
    certain: true,
  },
  {
    check: 'driver-module',
    variant: 'mismatch',
    pattern: new RegExp(
      [
        notLoaded('(?:Exec format error|Invalid module format|Unknown symbol in module)').source,
        'disagrees about version of symbol',
        'version magic .* should be',
        'Compiler version check failed',
        'Unable to find the kernel source tree',
        'modprobe: FATAL: Module nvidia\\S* not found',
        'unrecognized command.line option',
        'error occurred while performing the step: .Building kernel modules',
        '/nvidia\\S*\\.[ch]:\\d+:\\d+: error:',
      ].join('|'),
      'i',
    ),
    certain: true,
  },
  {
    check: 'driver-image',
    variant: 'architecture',
    pattern: /exec format error/i,
    certain: true,
  },
  {
    check: 'driver-module',
    variant: 'unloadable',
    pattern:
      /Unable to load the kernel module|(?:modprobe|insmod): .*could not (?:insert|load)|NVRM: (?:The NVIDIA probe routine|No NVIDIA devices probed)/i,
    certain: false,
  },
] as const satisfies readonly DriverSign[];

/**
 * The installer's stock sentence, which names every cause that there may be, nouveau and unsupported GPUs among them: it says
 * that the module was not loaded and no more.
 */
const STOCK_SENTENCE = /(Unable to load the kernel module '[^']*')\.? +This happens.*?driver release\.?/gi;
/** What NVRM prints of every driver that may hold a GPU, whichever does. */
const STOCK_LIST = /a driver such as:.*?obtained ownership of the NVIDIA device\(s\)\.?/gis;

/** The lines of a log, those that its program wrapped joined, without what is printed whatever the cause. */
export function tellingLines(log: string): string[] {
  return log
    .replace(STOCK_LIST, '')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .replace(STOCK_SENTENCE, '$1')
    .split('\n');
}
