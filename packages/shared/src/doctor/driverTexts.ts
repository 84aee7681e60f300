import type { Params } from '../texts/template.ts';
import type { CheckText, Setting } from './checkText.ts';
import { aboutCrash, deletePod, helmUpgrade, onNode } from './commands.ts';

/**
 * By a driver's branch, not its release; before precompiled images there were those that install Canonical's signed packages
 * (cloud-native-docs, gpu-operator/precompiled-drivers.rst and install-precompiled-signed-drivers).
 */
function precompiled({ branch }: Params, setting: Setting): string {
  const release = Number.parseInt(setting.operatorVersion?.replace(/^v/, '') ?? '99', 10);
  return release < 23
    ? helmUpgrade(setting, `driver.version=${branch}-signed`)
    : helmUpgrade(setting, 'driver.usePrecompiled=true', `driver.version=${branch}`);
}

const retry = (p: Params) => deletePod(p);
const kernelLog = (p: Params) =>
  onNode(p, 'sudo dmesg -T | grep -iE "nvrm|nvidia|nouveau|lockdown" | tail -n 50');
const gpuPods = ({ node }: Params) => `kubectl get pods -A -o wide --field-selector spec.nodeName=${node}`;

/** What a driver's log tells of the host. */
export const driverTexts = {
  'driver-secure-boot': {
    stage: 'driver',
    title: { en: 'The kernel accepts the driver’s module', 'zh-CN': '内核接受驱动模块' },
    variants: {
      rejected: {
        says: {
          en: 'Secure Boot on {{node}} rejects the driver’s module: “{{line}}”',
          'zh-CN': '{{node}} 的 Secure Boot 拒绝了驱动模块：“{{line}}”',
        },
        remedy: {
          en: 'Turn Secure Boot off in the firmware, or use precompiled drivers, whose modules are signed, where there are any for this kernel.',
          'zh-CN': '在固件中关闭 Secure Boot；若有对应该内核的预编译驱动（模块已签名），也可改用预编译驱动。',
        },
        commands: (p, s) => [onNode(p, 'mokutil --sb-state'), precompiled(p, s), retry(p)],
      },
      'not-permitted': {
        says: {
          en: 'The kernel on {{node}} does not let the driver’s module in, as under Secure Boot or kernel lockdown: “{{line}}”',
          'zh-CN': '{{node}} 的内核不允许加载驱动模块（Secure Boot 或内核 lockdown 所致）：“{{line}}”',
        },
        remedy: {
          en: 'See what the kernel says. Turn Secure Boot or lockdown off, use precompiled drivers, whose modules are signed, or the driver that the system’s maker ships.',
          'zh-CN':
            '查看内核日志。关闭 Secure Boot 或 lockdown，改用模块已签名的预编译驱动，或使用操作系统厂商自带的驱动。',
        },
        commands: (p, s) => [
          onNode(p, 'cat /sys/kernel/security/lockdown; mokutil --sb-state'),
          kernelLog(p),
          precompiled(p, s),
          retry(p),
        ],
      },
    },
  },
  'driver-selinux': {
    stage: 'driver',
    title: { en: 'SELinux lets the driver load its module', 'zh-CN': 'SELinux 允许驱动加载模块' },
    variants: {
      denied: {
        says: {
          en: 'SELinux on {{node}} does not let the driver’s container load the module: “{{line}}”',
          'zh-CN': '{{node}} 的 SELinux 不允许驱动容器加载模块：“{{line}}”',
        },
        remedy: {
          en: 'See what was denied, and allow it by a policy (containers of type spc_t may load modules where the host’s policy of containers is up to date), or set SELinux to permissive on the node.',
          'zh-CN':
            '查看被拒绝的操作并用策略放行（宿主机的容器策略较新时，spc_t 类型的容器可以加载模块），或将该节点的 SELinux 设为 permissive。',
        },
        commands: (p) => [
          onNode(p, 'sudo ausearch -m avc -ts recent | grep module_load'),
          onNode(p, 'rpm -q container-selinux; getenforce'),
          retry(p),
        ],
      },
    },
  },
  'driver-supports-gpu': {
    stage: 'driver',
    title: { en: 'The driver supports the node’s GPUs', 'zh-CN': '驱动支持该节点的 GPU' },
    variants: {
      'needs-open': {
        says: {
          en: 'The GPU of {{node}} needs NVIDIA’s open kernel modules, and the driver brings the proprietary ones: “{{line}}”',
          'zh-CN': '{{node}} 的 GPU 需要 NVIDIA 开源内核模块，而当前驱动使用的是专有模块：“{{line}}”',
        },
        remedy: {
          en: 'Choose the open modules (Blackwell and newer have no others).',
          'zh-CN': '改用开源内核模块（Blackwell 及更新的 GPU 只支持开源模块）。',
        },
        commands: (p, s) => [helmUpgrade(s, 'driver.kernelModuleType=open'), retry(p)],
      },
      'needs-proprietary': {
        says: {
          en: 'The GPU of {{node}} is too old for NVIDIA’s open kernel modules: “{{line}}”',
          'zh-CN': '{{node}} 的 GPU 过旧，不支持 NVIDIA 开源内核模块：“{{line}}”',
        },
        remedy: {
          en: 'Choose the proprietary modules, in a driver branch that still supports this GPU.',
          'zh-CN': '改用专有内核模块，并选择仍支持该 GPU 的驱动分支。',
        },
        commands: (p, s) => [
          onNode(p, 'lspci -nn -d 10de:'),
          helmUpgrade(s, 'driver.kernelModuleType=proprietary'),
          retry(p),
        ],
      },
      unsupported: {
        says: {
          en: 'This driver does not support the GPU of {{node}}: “{{line}}”',
          'zh-CN': '该驱动版本不支持 {{node}} 的 GPU：“{{line}}”',
        },
        remedy: {
          en: 'Choose a driver branch that supports it (driver.version): an older one for an old GPU, a newer one for a new GPU.',
          'zh-CN': '选择支持该 GPU 的驱动分支（driver.version）：旧 GPU 用旧分支，新 GPU 用新分支。',
        },
        commands: (p) => [onNode(p, 'lspci -nn -d 10de:'), retry(p)],
      },
    },
  },
  'driver-nouveau': {
    stage: 'driver',
    title: { en: 'Nouveau does not hold the GPU', 'zh-CN': 'nouveau 未占用 GPU' },
    variants: {
      loaded: {
        says: {
          en: 'The nouveau module holds the GPU on {{node}}, so the driver cannot be loaded: “{{line}}”',
          'zh-CN': '{{node}} 上 nouveau 模块占用了 GPU，驱动无法加载：“{{line}}”',
        },
        remedy: {
          en: 'Blacklist nouveau on the host, rebuild the initramfs and reboot.',
          'zh-CN': '在宿主机上禁用 nouveau，重建 initramfs 并重启。',
        },
        commands: (p) => [
          onNode(
            p,
            'printf "blacklist nouveau\\noptions nouveau modeset=0\\n" | sudo tee /etc/modprobe.d/blacklist-nouveau.conf',
          ),
          onNode(
            p,
            'if command -v update-initramfs; then sudo update-initramfs -u; else sudo dracut --force; fi',
          ),
          onNode(p, 'sudo reboot'),
          retry(p),
        ],
      },
    },
  },
  'driver-in-use': {
    stage: 'driver',
    title: { en: 'The driver can be replaced', 'zh-CN': '驱动可以被替换' },
    variants: {
      'in-use': {
        says: {
          en: 'A driver is loaded on {{node}} and in use, so that it cannot be unloaded: “{{line}}”',
          'zh-CN': '{{node}} 上已加载的驱动正在使用中，无法卸载：“{{line}}”',
        },
        remedy: {
          en: 'Drain the GPU pods of the node, and stop what else uses the driver there (a display, a monitoring agent, a sidecar such as gdrcopy), or reboot it. If the host has a driver of its own, leave it to that one: driver.enabled=false.',
          'zh-CN':
            '排空该节点上的 GPU Pod，并停止其他占用驱动的程序（图形界面、监控代理、gdrcopy 等 sidecar），或重启节点。若宿主机自带驱动，请设置 driver.enabled=false 直接使用它。',
        },
        commands: (p, s) => [
          gpuPods(p),
          onNode(p, 'lsmod | grep -E "^(nvidia|gdrdrv)"; sudo lsof /dev/nvidia*'),
          `kubectl drain ${p['node']} --ignore-daemonsets --delete-emptydir-data`,
          retry(p),
          `kubectl uncordon ${p['node']}`,
          helmUpgrade(s, 'driver.enabled=false'),
        ],
      },
      preinstalled: {
        says: {
          en: 'The host of {{node}} has a driver of its own, and the operator’s waits for ever: “{{line}}”',
          'zh-CN': '{{node}} 的宿主机已自带驱动，Operator 的驱动 Pod 会一直等待：“{{line}}”',
        },
        remedy: {
          en: 'Leave the driver to the host: on this node by its label, on all nodes by driver.enabled=false.',
          'zh-CN': '由宿主机提供驱动：单个节点用标签关闭，全部节点设置 driver.enabled=false。',
        },
        commands: ({ node }, s) => [
          `kubectl label node ${node} nvidia.com/gpu.deploy.driver=false --overwrite`,
          helmUpgrade(s, 'driver.enabled=false'),
        ],
      },
    },
  },
  'driver-disk-space': {
    stage: 'driver',
    title: { en: 'The node has room for the driver', 'zh-CN': '节点有足够空间安装驱动' },
    variants: {
      full: {
        says: {
          en: 'No space is left on {{node}} for the driver: “{{line}}”',
          'zh-CN': '{{node}} 没有空间安装驱动：“{{line}}”',
        },
        remedy: {
          en: 'Free disk space where the container runtime keeps its data, and /run and /tmp.',
          'zh-CN': '释放容器运行时数据目录以及 /run、/tmp 所在磁盘的空间。',
        },
        commands: (p) => [onNode(p, 'df -h; df -i'), retry(p)],
      },
    },
  },
  'driver-repositories': {
    stage: 'driver',
    title: { en: 'The driver reaches its package repositories', 'zh-CN': '驱动能访问软件源' },
    variants: {
      unreachable: {
        says: {
          en: 'The driver on {{node}} does not reach its package repositories: “{{line}}”',
          'zh-CN': '{{node}} 上的驱动无法访问软件源：“{{line}}”',
        },
        remedy: {
          en: 'Let the node reach them, give the driver a proxy (driver.env) or repositories that it reaches (driver.repoConfig.configMapName), or use precompiled drivers, which need none.',
          'zh-CN':
            '放通节点到软件源的网络，或为驱动配置代理（driver.env）、可访问的软件源（driver.repoConfig.configMapName），或使用无需软件源的预编译驱动。',
        },
        commands: (p, s) => [
          onNode(p, 'cat /etc/resolv.conf; getent hosts archive.ubuntu.com developer.download.nvidia.com'),
          precompiled(p, s),
          retry(p),
        ],
      },
    },
  },
  'driver-kernel-headers': {
    stage: 'driver',
    title: { en: 'The driver finds packages for the kernel', 'zh-CN': '驱动能找到对应内核的软件包' },
    variants: {
      missing: {
        says: {
          en: 'The driver on {{node}} finds no packages for kernel {{kernel}}: “{{line}}”',
          'zh-CN': '{{node}} 上的驱动找不到内核 {{kernel}} 的软件包：“{{line}}”',
        },
        remedy: {
          en: 'Boot a kernel whose headers are still in the distribution’s repository, give the driver a repository that has them (driver.repoConfig.configMapName), or use precompiled drivers.',
          'zh-CN':
            '换用软件源中仍提供头文件的内核，或通过 driver.repoConfig.configMapName 为驱动配置含有它们的软件源，或使用预编译驱动。',
        },
        commands: (p, s) => [
          onNode(p, 'uname -r; apt-cache policy linux-headers-$(uname -r) || dnf list kernel-headers'),
          precompiled(p, s),
          retry(p),
        ],
      },
    },
  },
  'driver-module': {
    stage: 'driver',
    title: { en: 'The driver’s module fits the kernel', 'zh-CN': '驱动模块与内核匹配' },
    variants: {
      mismatch: {
        says: {
          en: 'The driver’s module does not fit kernel {{kernel}} of {{node}}: “{{line}}”',
          'zh-CN': '驱动模块与 {{node}} 的内核 {{kernel}} 不匹配：“{{line}}”',
        },
        remedy: {
          en: 'It was built for another kernel, or cannot be built for this one with the compiler that the driver’s image has. Take a driver release that supports this kernel, boot a kernel that the driver supports, or use precompiled drivers.',
          'zh-CN':
            '模块是为其他内核编译的，或驱动镜像中的编译器无法为该内核编译。请换用支持该内核的驱动版本、换用驱动支持的内核，或使用预编译驱动。',
        },
        commands: (p, s) => [onNode(p, 'uname -r; cat /proc/version'), precompiled(p, s), retry(p)],
      },
      unloadable: {
        says: {
          en: 'The driver’s module could not be loaded on {{node}}: “{{line}}”',
          'zh-CN': '{{node}} 无法加载驱动模块：“{{line}}”',
        },
        remedy: {
          en: 'The log does not say why: the kernel’s sources or compiler may not fit, another driver may hold the GPU, or this one may not support it. See the installer’s log and the kernel’s messages.',
          'zh-CN':
            '日志没有说明原因：可能是内核源码或编译器不匹配、其他驱动占用 GPU，或该驱动不支持此 GPU。请查看安装程序日志与内核消息。',
        },
        commands: (p) => [
          ...aboutCrash(p),
          kernelLog(p),
          onNode(p, 'sudo tail -n 50 /var/log/nvidia-installer.log'),
          onNode(p, 'lsmod | grep -E "^(nvidia|nouveau)"; mokutil --sb-state; lspci -nnk -d 10de:'),
          retry(p),
        ],
      },
    },
  },
  'driver-image': {
    stage: 'driver',
    title: { en: 'The driver’s image is made for the node', 'zh-CN': '驱动镜像适用于该节点' },
    variants: {
      architecture: {
        says: {
          en: 'The driver’s image is made for another architecture than {{architecture}} of {{node}}: “{{line}}”',
          'zh-CN': '驱动镜像不适用于 {{node}} 的架构 {{architecture}}：“{{line}}”',
        },
        remedy: {
          en: 'Use an image that exists for {{architecture}}; a mirror may have copied the other architecture’s only.',
          'zh-CN': '使用提供 {{architecture}} 架构的镜像；镜像仓库可能只同步了其他架构。',
        },
        commands: (p) => [
          `kubectl -n ${p['namespace']} get pod ${p['pod']} -o jsonpath='{.spec.containers[*].image}'`,
          retry(p),
        ],
      },
    },
  },
} as const satisfies Record<string, CheckText>;
