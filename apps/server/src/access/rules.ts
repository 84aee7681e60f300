import type { EndpointName } from '@gpu-console/shared/contract';

/** Who gets what of an endpoint; docs/access.md has the same table. */
export interface AccessRule {
  /** The right that Kubernetes has to give. */
  readonly takes: string;
  /** What somebody gets who may list pods in some namespaces only. */
  readonly gets: string;
}

const NOTHING = 'nothing';
const SIGN_IN = 'to be signed in';
const NODES = '`list nodes`';
const WHOLE = '`list nodes` and `list pods` in all namespaces';
const PODS = '`list pods` in any namespace, else all is empty';
const POD = '`list pods` in its namespace';

/** One rule for each endpoint: one without a rule does not compile. */
export const accessRules: Readonly<Record<EndpointName, AccessRule>> = {
  session: { takes: NOTHING, gets: 'their own name, groups and end of session' },
  signIn: { takes: 'a token that the cluster knows', gets: 'their own name, groups and end of session' },
  signOut: { takes: SIGN_IN, gets: 'the end of their own session' },
  search: { takes: PODS, gets: 'their namespaces, their pods, the GPUs of these; nodes with `list nodes`' },
  clusters: {
    takes: SIGN_IN,
    gets: 'every cluster that knows them, their scope in it, whether its sources answer, the dialect and names of its DCGM metrics',
  },
  overview: {
    takes: PODS,
    gets: 'sums, idle GPUs, waiting pods and problems of their namespaces; what is free is unknown, and without `list nodes` how many GPUs there are',
  },
  nodes: {
    takes: NODES,
    gets: "the nodes' facts, and problems of GPUs that their pods alone hold; use is of the GPUs shown, and what is requested and free is unknown, since others' pods count",
  },
  node: {
    takes: `${NODES}; events also \`list events\` in namespace default`,
    gets: "the node's facts, and of its pods, GPUs, components, claims and problems those of their namespaces, problems without evidence and commands",
  },
  gpus: {
    takes: PODS,
    gets: "GPUs that their pods hold, with these pods alone, the node's name, whether others share them, and problems of those that nobody else holds",
  },
  gpu: {
    takes: PODS,
    gets: 'the same of one GPU, and its problems, without evidence and commands, where their pods alone hold it; any other is not found',
  },
  devices: {
    takes: PODS,
    gets: 'devices that their claims have, and their unused claims; all devices with `list nodes`, where it is unknown which of the rest others have',
  },
  pods: { takes: PODS, gets: 'the pods of their namespaces' },
  pod: {
    takes: `${POD}; Services and events also \`list services\`, \`list events\` there`,
    gets: 'all of the pod, but for why it waits (which goes by the whole cluster), addresses of nodes, and the evidence and commands of its problems',
  },
  usage: {
    takes: PODS,
    gets: "what their own pods held; `sharedBy` counts others' pods on the same GPU and names none",
  },
  logs: { takes: `${POD} and \`get pods/log\` there`, gets: 'logs of the pods of their namespaces' },
  operator: { takes: WHOLE, gets: NOTHING },
  doctor: { takes: WHOLE, gets: NOTHING },
  setup: { takes: WHOLE, gets: NOTHING },
  samples: {
    takes: PODS,
    gets: 'what runs of the samples in their namespaces, Services with `list services` there; what samples are to ask for here',
  },
  startSample: {
    takes: `${POD}, and what it creates: \`create pods\`, \`create services\` or \`create resourceclaimtemplates\``,
    gets: 'the sample in a namespace of theirs, created in their name',
  },
  removeSample: {
    takes: `${POD}, and \`delete\` of what it created`,
    gets: "the sample's objects deleted in their name",
  },
  query: {
    takes: PODS,
    gets: "series whose label of the workload's namespace has one of theirs; what cannot be limited is refused",
  },
  values: { takes: PODS, gets: 'labels, values and metrics of those series alone' },
  dashboards: {
    takes: '`list` of what keeps each: `dashboards`, `clusterdashboards` or `configmaps`',
    gets: 'those that come with the console, and those that they may list',
  },
  dashboard: {
    takes: '`get` of what keeps it',
    gets: 'the dashboard; one that they may not get is not found',
  },
  saveDashboard: {
    takes: '`get` and `create` or `update` of what keeps it, judged before any conflict is told',
    gets: 'the object written in their name',
  },
  deleteDashboard: {
    takes: '`get` and `delete` of what keeps it, judged before any conflict is told',
    gets: 'the object deleted in their name',
  },
  panelPicture: {
    takes: '`get` of what keeps the dashboard',
    gets: 'the panel drawn from the series that `query` would give them',
  },
};
