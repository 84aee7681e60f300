import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { versionNumbers } from '../versions.ts';

/** kubernetes.io, Version Skew Policy: kubelet may be three minor versions older, two before 1.25. */
const MAX_OLDER = 3;

export const kubeletSkew = check('kubelet-skew', (facts, found) =>
  eachNode(facts, found, ({ name, facts: { kubeletVersion } }) => {
    const subject = nodeSubject(name);
    const { serverVersion } = facts;
    if (serverVersion === null) return [found.unknown(subject, 'the API server did not tell its version')];
    const [major, minor] = versionNumbers(serverVersion);
    const [ownMajor, ownMinor] = versionNumbers(kubeletVersion);
    if (major === undefined || minor === undefined || ownMajor === undefined || ownMinor === undefined)
      return [found.unknown(subject, `no version can be read in "${kubeletVersion}" or "${serverVersion}"`)];
    const older = (major - ownMajor) * 100 + (minor - ownMinor);
    const evidence = [
      seen(`Node/${name}`, '.status.nodeInfo.kubeletVersion', kubeletVersion),
      seen('API server', '/version', serverVersion),
    ];
    if (older >= 0 && older <= MAX_OLDER) return [found.pass(subject, evidence)];
    const params = { node: name, kubelet: kubeletVersion, server: serverVersion };
    return [found.fail(subject, 'skewed', { params, evidence })];
  }),
);
