import { describe, expect, it } from 'vitest';
import { driverLogHints } from './checks/driverLogHints.ts';
import { signIn } from './driverHints.ts';
import { DRIVER_SIGNS } from './driverSigns.ts';

const STOCK = `ERROR: Unable to load the kernel module 'nvidia.ko'.  This happens most
       frequently when this kernel module was built against the wrong or
       improperly configured kernel sources, with a version of gcc that
       differs from the one used to build the target kernel, or if another
       driver, such as nouveau, is present and prevents the NVIDIA kernel
       module from obtaining ownership of the NVIDIA device(s), or no NVIDIA
       device installed in this system is supported by this NVIDIA Linux
       graphics driver release.
Please see the log entries 'Kernel module load error' and 'Kernel messages'`;

const signOf = (log: string, ended = true) => {
  const hint = signIn(log, ended);
  return hint === undefined ? null : `${hint.check} ${hint.variant}`;
};

const TAINT =
  'nvidia: module verification failed: signature and/or required key missing - tainting kernel\nUnable to determine if Secure Boot is enabled: No such file';

/** Lines of the programs that the driver's containers run, and what they say; null for what says nothing. */
const LOGS: readonly (readonly [string, string, string | null])[] = [
  ['the installer’s stock sentence', STOCK, 'driver-module unloadable'],
  ['the same on one line', STOCK.replaceAll(/\n {7}/g, ' '), 'driver-module unloadable'],
  [
    'the stock sentence, and the key that was rejected',
    `${STOCK}\n[  88.1] Lockdown: modprobe: unsigned module loading is restricted; see man kernel_lockdown.7`,
    'driver-secure-boot rejected',
  ],
  [
    'the installer that knows of Secure Boot',
    'ERROR: The kernel module failed to load. Secure boot is enabled on this system, so this is likely because it\n' +
      '       was not signed by a key that is trusted by the kernel.',
    'driver-secure-boot rejected',
  ],
  ['a kernel that is tainted by an unsigned module, and takes it', TAINT, null],
  [
    'the stock sentence, and nouveau in use',
    `ERROR: The Nouveau kernel driver is currently in\n       use by your system.\n${STOCK}`,
    'driver-nouveau loaded',
  ],
  [
    'a GPU that is bound to nouveau',
    "modprobe: ERROR: could not insert 'nvidia': No such device\nNVRM: GPU 0000:1a:00.0 is already bound to nouveau.",
    'driver-nouveau loaded',
  ],
  [
    'nouveau among the loaded modules',
    'nouveau              2306048  4\nmxm_wmi  16384  1 nouveau',
    'driver-nouveau loaded',
  ],
  ['nouveau that was blacklisted', 'blacklist nouveau\noptions nouveau modeset=0', null],
  ['nouveau that is unloaded', 'level=info msg="Unloading nouveau driver"', null],
  [
    'NVRM’s list of drivers that may hold a GPU',
    'NVRM: The NVIDIA probe routine was not called for 1 device(s).\nNVRM: This can occur when a driver such as:\n' +
      'NVRM: nouveau, rivafb, nvidiafb or rivatv\nNVRM: was loaded and obtained ownership of the NVIDIA device(s).',
    'driver-module unloadable',
  ],
  [
    'modprobe under lockdown',
    "+ modprobe nvidia NVreg_OpenRmEnableUnsupportedGpus=1\nmodprobe: ERROR: could not insert 'nvidia': Operation not permitted\n+ _shutdown",
    'driver-secure-boot not-permitted',
  ],
  [
    'modprobe of another of its modules under lockdown',
    "modprobe: ERROR: could not insert 'nvidia_uvm': Operation not permitted",
    'driver-secure-boot not-permitted',
  ],
  [
    'modprobe under SELinux',
    "modprobe: ERROR: could not insert 'nvidia': Permission denied",
    'driver-selinux denied',
  ],
  ['a file that may not be read', 'cat: /drivers/gridd.conf: Permission denied', null],
  [
    'modprobe without a device',
    "modprobe: ERROR: could not insert 'nvidia': No such device",
    'driver-module unloadable',
  ],
  [
    'modprobe without a device, and NVRM’s reason',
    'NVRM: The NVIDIA GPU 0000:02:00.0 (PCI ID: 10de:2c31)\nNVRM: installed in this system requires use of the NVIDIA open kernel modules.\n' +
      "modprobe: ERROR: could not insert 'nvidia': No such device",
    'driver-supports-gpu needs-open',
  ],
  [
    'an old GPU under the open modules',
    'NVRM: The NVIDIA GPU 0000:01:00.0 (PCI ID: 10de:1db6)\n               NVRM: installed in this system is not supported by open\n               NVRM: nvidia.ko because it does not include the required GPU',
    'driver-supports-gpu needs-proprietary',
  ],
  [
    'a GPU that this branch does not know',
    'NVRM: The NVIDIA GPU 0000:3b:00.0 (PCI ID: 10de:20b5)\nNVRM: installed in this system is not supported by the NVIDIA 450.80.02 driver release.',
    'driver-supports-gpu unsupported',
  ],
  [
    'no GPU that it supports',
    'No NVIDIA GPU installed in this system is supported by this driver.',
    'driver-supports-gpu unsupported',
  ],
  [
    'a module of another kernel',
    "modprobe: ERROR: could not insert 'nvidia': Exec format error",
    'driver-module mismatch',
  ],
  [
    'a module that is not there',
    'modprobe: FATAL: Module nvidia not found in directory /lib/modules/6.8.0-52-generic',
    'driver-module mismatch',
  ],
  [
    'a compiler that does not know the kernel’s options',
    "gcc: error: unrecognized command-line option '-ftrivial-auto-var-init=zero'",
    'driver-module mismatch',
  ],
  [
    'an image of another architecture',
    'exec /usr/local/bin/nvidia-driver: exec format error',
    'driver-image architecture',
  ],
  ['a full disk', 'cp: error writing ‘nvidia.ko’: No space left on device', 'driver-disk-space full'],
  [
    'no way to the repositories, and so no headers',
    "W: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/jammy/InRelease  Temporary failure resolving 'archive.ubuntu.com'\nCould not resolve Linux kernel version",
    'driver-repositories unreachable',
  ],
  [
    'no headers',
    'E: Unable to locate package linux-headers-6.14.0-12-generic',
    'driver-kernel-headers missing',
  ],
  [
    'no precompiled module for the kernel',
    'E: Unable to locate package linux-objects-nvidia-550-server-6.14.0-12-generic',
    'driver-kernel-headers missing',
  ],
  [
    'a driver in use',
    'Unloading NVIDIA driver kernel modules...\nCould not unload NVIDIA driver kernel modules, driver is in use',
    'driver-in-use in-use',
  ],
  [
    'a driver in use, in newer words',
    'level=warning msg="Failed to unload kernel module nvidia_uvm: resource temporarily unavailable"\nfailed to uninstall nvidia driver components: failed to unload driver: resource temporarily unavailable',
    'driver-in-use in-use',
  ],
  ['a driver that is loaded', 'nvidia driver module is already loaded with refcount 17', null],
  [
    'a driver of the host’s',
    'NVIDIA GPU driver is already pre-installed on the node, disabling the containerized driver on the node',
    'driver-in-use preinstalled',
  ],
  ['nothing', '', null],
];

describe('what a driver’s log says is in its way', () => {
  it.each(LOGS)('%s', (_name, log, expected) => {
    expect(signOf(log)).toBe(expected);
  });

  it('is nothing yet while the container runs for the first time, but for a driver of the host’s', () => {
    expect(signOf('Could not unload NVIDIA driver kernel modules, driver is in use', false)).toBeNull();
    expect(signOf('NVIDIA GPU driver is already pre-installed on the node', false)).toBe(
      'driver-in-use preinstalled',
    );
  });

  it('is the line that tells it, the last of several, and not too long', () => {
    const log = `Could not resolve 'a'\nCould not resolve 'b'${' '.repeat(10)}${'x'.repeat(500)}`;
    expect(signIn(log, true)?.line).toMatch(/^Could not resolve 'b'/);
    expect(signIn(log, true)?.line).toHaveLength(200);
  });

  it('has a check for each sign', () => {
    const ids = new Set(driverLogHints.map(({ id }) => id));
    expect(DRIVER_SIGNS.filter(({ check }) => !ids.has(check))).toEqual([]);
  });
});
