import { describe, expect, it } from 'vitest';
import { parseCli } from './cliOptions.ts';

describe('parseCli', () => {
  it('has defaults for all but the directory', () => {
    const options = parseCli(['--data-dir', 'd']);
    expect(options).toMatchObject({ historySeconds: 21_600, seed: 1, dataDir: 'd', apiPort: 0 });
    expect(options).not.toHaveProperty('honorLabels');
    expect(options === 'help' ? '' : options.scenario.name).toBe('fleet');
  });

  it('reads every argument', () => {
    const words =
      '--scenario scale --nodes 12 --history 90m --seed 3 --data-dir d --api-port 6443 --honor-labels true --token-auth-file t';
    const expected = {
      nodes: 12,
      historySeconds: 5400,
      seed: 3,
      apiPort: 6443,
      honorLabels: true,
      tokenFile: 't',
    };
    expect(parseCli(words.split(' '))).toMatchObject(expected);
  });

  it.each([
    ['--data-dir d --scenario nope', '--scenario nope is not known: choose one of fleet, walkthrough, scale'],
    ['--scenario fleet', '--data-dir is missing: give a directory to write to'],
    ['--data-dir d --history soon', '--history soon is no duration: write it as 6h, 90m or 0s'],
    ['--data-dir d --history 30d', '--history 30d is too long: give at most 2d'],
    ['--data-dir d --nodes 0', '--nodes 0 is out of range: give a whole number from 1 to 250'],
    ['--data-dir d --honor-labels yes', '--honor-labels yes is neither: give true or false'],
    ['--data-dir d --frobnicate', "Unknown option '--frobnicate': --help lists the arguments"],
  ])('says what is wrong with %s', (line, message) => {
    expect(() => parseCli(line.split(' '))).toThrow(message);
  });
});
