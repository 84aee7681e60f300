import type { Pending, SchedulerReason, SchedulerReasonKind } from '@gpu-console/shared/contract';
import type { Locale } from '@gpu-console/shared/units';
import { shortResource } from './requests.ts';

type Words = Readonly<Record<Exclude<SchedulerReasonKind, 'other'>, (detail: string | null) => string>>;

interface ReasonTexts {
  readonly words: Words;
  readonly nodes: (count: number) => string;
  readonly separator: string;
}

const after = (words: string, detail: string | null) => (detail === null ? words : `${words} ${detail}`);

const TEXTS: Readonly<Record<Locale, ReasonTexts>> = {
  en: {
    words: {
      insufficient: (resource) => `not enough ${shortResource(resource ?? '')}`,
      taint: (taint) => after('taint', taint),
      selector: () => 'labels do not match',
      'anti-affinity': () => 'rules between pods',
      cordoned: () => 'cordoned',
      'not-ready': () => 'not ready',
      volume: () => 'volumes',
      topology: () => 'topology spread',
      ports: () => 'host port taken',
      'too-many-pods': () => 'no room for another pod',
      gated: () => 'held back by a scheduling gate',
      claims: () => 'devices cannot be claimed',
      gang: () => 'its group is not complete',
      quota: () => 'quota used up',
    },
    nodes: (count) => ` (${count} ${count === 1 ? 'node' : 'nodes'})`,
    separator: ', ',
  },
  'zh-CN': {
    words: {
      insufficient: (resource) => `${shortResource(resource ?? '')} 不足`,
      taint: (taint) => after('污点', taint),
      selector: () => '标签不匹配',
      'anti-affinity': () => 'Pod 间亲和或反亲和',
      cordoned: () => '已停止调度',
      'not-ready': () => '节点未就绪',
      volume: () => '存储卷',
      topology: () => '拓扑分布约束',
      ports: () => '宿主机端口被占用',
      'too-many-pods': () => 'Pod 数已达上限',
      gated: () => '被调度门控拦住',
      claims: () => '无法分配所申领的设备',
      gang: () => '所在组未凑齐',
      quota: () => '配额用尽',
    },
    nodes: (count) => `（${count} 个节点）`,
    separator: '，',
  },
};

/** The scheduler's reasons in a few words, those for most nodes first; null while it has said nothing. */
export function pendingReason({ causes, message }: Pending, locale: Locale): string | null {
  const { words, nodes, separator } = TEXTS[locale];
  const text = ({ kind, detail, nodes: count, text }: SchedulerReason) =>
    kind === 'other' ? text : `${words[kind](detail)}${count === null ? '' : nodes(count)}`;
  if (causes.length === 0) return message === '' ? null : message;
  const most = (cause: SchedulerReason) => cause.nodes ?? Number.MAX_SAFE_INTEGER;
  return causes
    .toSorted((a, b) => most(b) - most(a))
    .map(text)
    .join(separator);
}
