import { goPrograms } from './goPrograms.mjs';

/**
 * Builds Prometheus 3 and its promtool, unless that was done; the folder they are in. It has the discovery of targets in
 * Kubernetes, which Debian's lacks, beside files and HTTP, and no pages of its own.
 * @returns {Promise<string>}
 */
export function prometheusPrograms() {
  return goPrograms({
    name: 'Prometheus',
    folder: 'scripts/prometheus',
    release: releaseOf,
    program: 'prometheus',
    flags: (release) => ({
      variables: { 'github.com/prometheus/common/version.Version': release },
      // The other clouds' discoveries are most of what there is to build.
      tags: 'remove_all_sd,enable_kubernetes_sd',
    }),
  });
}

/** Prometheus 3.16.0 is Go's module 0.316.0. @param {string} goMod */
function releaseOf(goMod) {
  const [, major, minor, patch] = /prometheus\/prometheus v0\.(\d)(\d\d)\.(\d+)/.exec(goMod) ?? [];
  return `${major}.${Number(minor)}.${patch}`;
}
