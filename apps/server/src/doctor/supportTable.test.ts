import { describe, expect, it } from 'vitest';
import { isValidated, kernelsFor, supportOf } from './supportTable.ts';

const systems = (release: string) => supportOf(release).systems.map(({ name }) => name);

describe('what a release was validated with', () => {
  it.each([
    ['v1.5.2', 'Ubuntu 18.04.6 LTS', true],
    ['v1.10.1', 'Ubuntu 22.04.1 LTS', false],
    ['v1.11.0', 'Ubuntu 22.04.1 LTS', true],
    ['v23.3.1', 'Ubuntu 18.04.6 LTS', true],
    ['v23.9.2', 'Ubuntu 18.04.6 LTS', false],
    ['v24.6.2', 'Ubuntu 24.04.1 LTS', false],
    ['v24.9.2', 'Ubuntu 24.04.1 LTS', true],
    ['v24.9.2', 'Red Hat Enterprise Linux 8.10 (Ootpa)', true],
    ['v24.9.2', 'Red Hat Enterprise Linux 9.4 (Plow)', false],
    ['v25.3.0', 'Red Hat Enterprise Linux 9.4 (Plow)', true],
    ['v25.3.0', 'Red Hat Enterprise Linux CoreOS 418.94.202502', true],
    ['v25.10.1', 'Ubuntu 20.04.6 LTS', true],
    ['v26.3.2', 'Red Hat Enterprise Linux 10.0 (Coughlan)', true],
    ['v26.3.0', 'Rocky Linux 8.10 (Green Obsidian)', true],
    ['v26.7.0', 'Rocky Linux 10.1 (Red Quartz)', true],
    ['v26.7.0', 'Red Hat Enterprise Linux 9.6 (Plow)', true],
    ['v26.7.0', 'Ubuntu 22.04.5 LTS', true],
    ['v26.7.0', 'Ubuntu 26.04 LTS', true],
    ['v25.3.4', 'Rocky Linux 9.4 (Blue Onyx)', false],
    ['v24.9.2', 'Debian GNU/Linux 12 (bookworm)', false],
  ])('%s, %s: %s', (release, osImage, isListed) => {
    expect(isValidated(supportOf(release), osImage)).toBe(isListed);
  });

  it.each([
    ['v26.3.1', 'Ubuntu 26.04 LTS', undefined],
    ['v26.7.0', 'Ubuntu 20.04.6 LTS', undefined],
    ['v26.7.0', 'Debian GNU/Linux 13 (trixie)', undefined],
    ['v25.3.2', 'Ubuntu 26.04 LTS', false],
  ])('%s, %s, which its table may or may not have: %s', (release, osImage, isListed) => {
    expect(isValidated(supportOf(release), osImage)).toBe(isListed);
  });

  it.each([
    ['v1.5.2', '1.13', null],
    ['v1.11.1', '1.21', '1.27'],
    ['v23.9.2', '1.22', '1.30'],
    ['v24.6.0', '1.23', '1.30'],
    ['v24.9.2', '1.23', '1.32'],
    ['v25.3.4', '1.29', '1.34'],
    ['v26.3.0', '1.29', null],
    ['v26.7.0', '1.33', '1.37'],
  ])('%s: Kubernetes %s to %s', (release, minimum, maximum) => {
    expect(supportOf(release).kubernetes).toEqual({ minimum, maximum });
  });

  it('says of releases after the last table that it knows a part only', () => {
    expect(['v25.3.2', 'v25.10.0', 'v26.7.0'].map((release) => supportOf(release).isWhole)).toEqual([
      true,
      false,
      false,
    ]);
    expect(systems('v99.1')).toEqual(systems('v26.7.0'));
  });

  it('knows Docker until it was taken out, and arm64 since it came in', () => {
    expect(['v1.5.2', 'v1.10.1', 'v1.11.1'].map((release) => supportOf(release).docker)).toEqual([
      '18.09',
      '19.03',
      null,
    ]);
    expect(['v1.8.2', 'v1.9.0', 'v22.9.0'].map((release) => supportOf(release).arm64)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('tells Ubuntu’s own and HWE kernels, and of no other system', () => {
    expect(kernelsFor('Ubuntu 22.04.5 LTS')).toContain('6.8');
    expect(kernelsFor('Ubuntu 24.04.3 LTS')).toContain('6.14');
    expect(kernelsFor('Red Hat Enterprise Linux 9.4 (Plow)')).toBeUndefined();
  });
});
