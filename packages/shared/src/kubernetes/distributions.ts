/** Distributions of Kubernetes whose containerd reads a configuration of their own. */
export const DISTRIBUTIONS = ['k3s', 'rke2', 'k0s', 'microk8s'] as const;

export type Distribution = (typeof DISTRIBUTIONS)[number];

/** Where a containerd is told of runtimes, and where it is spoken to. */
interface ContainerdPaths {
  /** The file that the distribution makes its configuration from, or reads beside it. */
  readonly config: string;
  readonly socket: string;
}

/**
 * NVIDIA's toolkit writes to /etc/containerd/config.toml where it is not told another file (k3s-io/k3s and rancher/rke2, docs of
 * advanced options; k0sproject/k0s, docs/runtime.md; canonical/microk8s, addons/gpu).
 */
export const CONTAINERD_PATHS: Readonly<Record<Distribution, ContainerdPaths>> = {
  k3s: {
    config: '/var/lib/rancher/k3s/agent/etc/containerd/config.toml.tmpl',
    socket: '/run/k3s/containerd/containerd.sock',
  },
  rke2: {
    config: '/var/lib/rancher/rke2/agent/etc/containerd/config.toml.tmpl',
    socket: '/run/k3s/containerd/containerd.sock',
  },
  k0s: { config: '/etc/k0s/containerd.d/nvidia.toml', socket: '/run/k0s/containerd.sock' },
  microk8s: {
    config: '/var/snap/microk8s/current/args/containerd-template.toml',
    socket: '/var/snap/microk8s/common/run/containerd.sock',
  },
};
