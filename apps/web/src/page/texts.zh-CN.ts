import type { Texts } from '@gpu-console/shared/texts';
import type { PageTexts } from './texts.en.ts';

export const zhCN: Texts<PageTexts> = {
  appName: 'GPU Console',
  noCluster: '尚未配置集群',
  noClusterDetail: '请在服务端至少配置一个集群，然后重新打开此页。',
  failed: '此页无法显示',
  partial: {
    silent: {
      kubernetes: 'Kubernetes 没有响应：Pod、资源请求和节点状态缺失或已过时。',
      prometheus: 'Prometheus 没有响应：利用率、显存、功率和温度缺失或已过时。',
    },
    inPart: {
      kubernetes: 'Kubernetes 未能提供全部数据：此处的部分内容缺失或未知。',
      prometheus: 'Prometheus 未能提供全部数据：此处的部分内容缺失或未知。',
    },
    unknown: '未知',
    unknownDetail: '所需的数据未能全部读取，请见上方提示。',
    since: (ago) => `上次响应：${ago}。`,
    never: '尚未收到过响应。',
  },
  notYours: '您无权查看',
  clearFilter: '清除筛选',
  signedOut: '您已退出登录',
  signIn: '重新登录',
  sessionEnded: '登录已过期',
  sessionEndedDetail: '页面内容停留在过期之前，不再更新。',
  updated: (ago) => `数据更新于${ago}。`,
  notFound: { title: '页面不存在', detail: '地址可能有误，或者它所指的对象已被删除。', back: '返回概览' },
};
