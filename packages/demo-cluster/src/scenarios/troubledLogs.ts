/** What containers print when something is in their way, in the words of the programs that they run. */
export const troubledLogs = {
  /** NVIDIA/gpu-driver-container, nvidia-driver; the kernel's own words follow it. */
  nouveau: [
    '========== NVIDIA Software Installer ==========',
    'Starting installation of NVIDIA driver version 550.144.03 for Linux kernel version 5.15.0-130-generic',
    'Stopping NVIDIA persistence daemon...',
    'Unloading NVIDIA driver kernel modules...',
    'Unmounting NVIDIA driver rootfs...',
    'Loading NVIDIA driver kernel modules...',
    '+ modprobe nvidia',
    "modprobe: ERROR: could not insert 'nvidia': No such device",
    'NVRM: GPU 0000:1a:00.0 is already bound to nouveau.',
    'Stopping NVIDIA persistence daemon...',
  ],
  secureBoot: [
    '========== NVIDIA Software Installer ==========',
    'Starting installation of NVIDIA driver version 550.144.03 for Linux kernel version 5.15.0-130-generic',
    'Loading NVIDIA driver kernel modules...',
    '+ modprobe nvidia',
    "modprobe: ERROR: could not insert 'nvidia': Key was rejected by service",
  ],
  kernelHeaders: [
    '========== NVIDIA Software Installer ==========',
    'Starting installation of NVIDIA driver version 550.144.03 for Linux kernel version 5.15.0-130-generic',
    'Checking NVIDIA driver packages...',
    'Updating the package cache...',
    'Resolving Linux kernel version...',
    'Could not resolve Linux kernel version',
  ],
  driver: [
    '========== NVIDIA Software Installer ==========',
    'Starting installation of NVIDIA driver version 550.144.03 for Linux kernel version 5.15.0-130-generic',
    'Loading NVIDIA driver kernel modules...',
    '+ modprobe nvidia',
    "modprobe: ERROR: could not insert 'nvidia': No such device",
    'NVRM: This PCI I/O region assigned to your NVIDIA device is invalid:',
    'NVRM: BAR1 is 0M @ 0x0 (PCI:0000:1a:00.0)',
  ],
  toolkit: [
    'time="2024-12-03T08:11:40Z" level=info msg="Installing NVIDIA container toolkit"',
    'time="2024-12-03T08:11:41Z" level=info msg="Setting up runtime"',
    'time="2024-12-03T08:11:41Z" level=fatal msg="unable to load containerd config: failed to parse TOML: line 21"',
  ],
  runtimeUnset: [
    'time="2024-12-03T08:12:00Z" level=info msg="version: v24.9.2"',
    'Failed to initialize NVML: Unknown Error',
    'command failed, retrying after 5 seconds',
    'toolkit is not ready',
  ],
  plugin: [
    'I1203 08:12:31.402113       1 main.go:235] "Starting NVIDIA Device Plugin" version="v0.17.0"',
    'E1203 08:12:31.512302       1 main.go:173] error starting plugins: failed to construct NVML resource managers: error getting device paths',
  ],
  pluginBlind: [
    'I1203 08:12:31.402113       1 main.go:235] "Starting NVIDIA Device Plugin" version="v0.17.0"',
    'E1203 08:12:31.408770       1 factory.go:112] Incompatible strategy detected auto',
    'I1203 08:12:31.408802       1 main.go:381] No devices found. Waiting indefinitely.',
  ],
  cuda: ['Failed to allocate device vector A (error code initialization error)!'],
  discovery: [
    'I1203 08:12:40.101221       1 main.go:163] Starting OS watcher.',
    'W1203 08:12:40.117833       1 main.go:196] No labels generated from any source',
  ],
  nfd: [
    'I1203 08:10:02.554101       1 main.go:66] "-server is deprecated, will be removed in a future release"',
    'E1203 08:10:02.661734       1 main.go:85] "error while running" err="failed to read configuration: permission denied"',
  ],
  nfdBlind: [
    'E1203 08:10:02.661734       1 pci.go:98] "failed to detect PCI devices" err="permission denied"',
  ],
  exporter: [
    'time=2024-12-03T08:12:50Z level=INFO msg="Starting dcgm-exporter"',
    'level=fatal msg="Error starting nv-hostengine: DCGM initialization error"',
  ],
} as const;
