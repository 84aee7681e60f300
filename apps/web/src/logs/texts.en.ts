import type { Texts } from '@gpu-console/shared/texts';

/** What is said of a container's log. It travels with the log. */
export const en = {
  logs: 'Logs',
  logOf: (container: string) => `Log of container ${container}`,
  container: 'Container',
  initContainer: (name: string) => `${name} (init)`,
  run: 'Run',
  thisRun: 'This run',
  previousRun: 'Previous run',
  linesToRead: 'Lines to read',
  lastLines: (count: string) => `Last ${count} lines`,
  lines: (count: string) => `${count} lines`,
  forgotten: (count: string) => `${count} older ones are no longer shown`,
  follow: 'Follow',
  wrap: 'Wrap',
  times: 'Timestamps',
  search: 'Search the log',
  matches: (current: number, total: number) => `${current} of ${total}`,
  noMatches: 'no match',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  toNewest: 'Jump to latest',
  copyLog: 'Copy what is shown',
  downloadLog: 'Download the log',
  status: {
    connecting: 'waiting for the first line',
    following: 'following',
    reading: 'reading',
    ended: 'end of the log',
    failed: 'interrupted',
  },
  notStarted: (state: string) => `The container has not started: ${state}`,
  notStartedDetail: 'Its log begins when it does; the page looks again with every refresh.',
  waiting: 'Waiting for the first line',
  silent: 'The container has printed nothing',
  silentDetail: 'Programs show here what they write to standard output and standard error.',
  brokenOff: 'The log was interrupted',
} as const;

export type LogTexts = Texts<typeof en>;
