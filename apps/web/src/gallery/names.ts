/** A name as long as Kubernetes lets it be, with nothing in it to break at. */
export const LONG =
  'verylongworkloadnamethatnobodycanreadbutthatkubernetesallows0123456789abcdefghijklmnopqrstuvwxyz';

export const CHINESE = '北京机房训练集群第三分区的大模型预训练任务（请勿中断）';

export const SENTENCE =
  'Get "https://10.96.0.1:443/api/v1/pods?limit=500": dial tcp 10.96.0.1:443: connect: connection refused';

/** Unix seconds, so that every age on a page is of this many seconds. */
export const ago = (seconds: number) => Date.now() / 1000 - seconds;
