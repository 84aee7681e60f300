import type { Texts } from '@gpu-console/shared/texts';
import type { ShellTexts } from './texts.en.ts';

export const zhCN: Texts<ShellTexts> = {
  skip: '跳到正文',
  nav: {
    label: '页面',
    collapse: '收起导航',
    expand: '展开导航',
    open: '打开导航',
    breadcrumbs: '当前位置',
  },
  time: {
    apply: '应用',
    range: '时间范围',
    last: {
      '15m': '最近 15 分钟',
      '1h': '最近 1 小时',
      '3h': '最近 3 小时',
      '6h': '最近 6 小时',
      '12h': '最近 12 小时',
      '24h': '最近 24 小时',
      '2d': '最近 2 天',
      '7d': '最近 7 天',
    },
    absolute: '自定义范围',
    from: '开始',
    to: '结束',
    invalid: '结束时间须晚于开始时间。',
    refresh: '自动刷新',
    refreshNow: '立即刷新',
    every: { off: '关闭', '10s': '10 秒', '30s': '30 秒', '1m': '1 分钟', '5m': '5 分钟' },
  },
  cluster: {
    switch: '集群',
    unknown: (name) => `没有名为“${name}”的集群`,
    states: { ok: '已连接', connecting: '连接中', unreachable: '无法连接' },
  },
  theme: { label: '主题', light: '浅色', dark: '深色', system: '跟随系统' },
  language: '语言',
};
