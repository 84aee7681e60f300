/** What a pod's page says of logs, Services and notebooks; `texts.zh-CN.ts` has the same in Chinese. It travels with the page. */
export const en = {
  init: 'init',
  exitCode: (code: number) => `exit code ${code}`,
  lastEnd: 'Last end',
  logs: 'Logs',
  logOf: (container: string) => `Log of container ${container}`,
  container: 'Container',
  initContainer: (name: string) => `${name} (init)`,
  run: 'Run',
  thisRun: 'This run',
  previousRun: 'Run before the last restart',
  linesToRead: 'Lines to read',
  lastLines: (count: string) => `Last ${count} lines`,
  lines: (count: string) => `${count} lines`,
  forgotten: (count: string) => `${count} older ones are no longer shown`,
  follow: 'Follow',
  wrap: 'Wrap',
  times: 'Times',
  search: 'Search the log',
  matches: (current: number, total: number) => `${current} of ${total}`,
  noMatches: 'no match',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  toNewest: 'To the newest',
  copyLog: 'Copy what is shown',
  downloadLog: 'Download the log',
  status: {
    connecting: 'waiting for the first line',
    following: 'following',
    reading: 'reading',
    ended: 'end of the log',
    failed: 'broken off',
  },
  notStarted: (state: string) => `The container has not started: ${state}`,
  notStartedDetail: 'Its log begins when it does; the page looks again with every refresh.',
  waiting: 'Waiting for the first line',
  silent: 'The container has printed nothing',
  silentDetail: 'Programs show here what they write to standard output and standard error.',
  brokenOff: 'The log broke off',
  services: 'Services',
  servicesNote: 'whose selector matches this pod',
  noServices: 'No Service selects this pod.',
  servicesUnread: 'The Services that reach this pod could not be read.',
  clusterIp: 'Cluster IP',
  headless: 'none (headless)',
  ports: 'Ports',
  toPort: (port: string) => `to port ${port}`,
  nodePort: (port: number) => `node port ${port}`,
  address: 'Address',
  copyCommand: 'Copy the command',
  notebook: 'Notebook',
  openNotebook: 'Open notebook',
  token: 'Token',
  copyToken: 'Copy the token',
  noToken: 'The log withholds it: it was set by hand.',
  madeOf: 'Made of',
  fromLog: (container: string) => `the log of ${container}`,
  fromService: (name: string, type: string) => `Service ${name} (${type})`,
  fromNode: (node: string) => `node ${node}`,
  noWayIn: (port: number) => `No Service leads from outside to the notebook’s port ${port}.`,
  forwardFirst: 'Forward it to your machine, then open the local address:',
  openLocal: 'Open the local address',
} as const;

type Texts<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Texts<T[Key]>;
};

export type PodTexts = Texts<typeof en>;
