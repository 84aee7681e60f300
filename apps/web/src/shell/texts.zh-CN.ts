import type { Texts } from '@gpu-console/shared/texts';
import { formatNumber } from '@gpu-console/shared/units';
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
      m: (count) => `最近 ${count} 分钟`,
      h: (count) => `最近 ${count} 小时`,
      d: (count) => `最近 ${count} 天`,
    },
    absolute: '自定义范围',
    zone: '时区',
    browserZone: '浏览器时区',
    from: '开始',
    to: '结束',
    invalid: '结束时间须晚于开始时间。',
    refresh: '自动刷新',
    refreshNow: '立即刷新',
    every: { off: '关闭', '10s': '10 秒', '30s': '30 秒', '1m': '1 分钟', '5m': '5 分钟' },
  },
  address: {
    unusable: (params) => `地址中有无法使用的参数：${params.join('；')}`,
    param: (key, value, instead) => `${key}“${value}”（改为显示：${instead}）`,
    instead: { chosen: '此前在此选择的设置', namespaces: '此前在此选择的命名空间', usual: '默认内容' },
  },
  cluster: {
    switch: '集群',
    all: '全部集群',
    gpus: (allocated, total) => `GPU 已分配 ${allocated} / ${total}`,
    held: (count) => `占用 ${count} 块 GPU`,
    gpusUnknown: 'GPU 数量未知',
    unknown: (name) => `没有名为“${name}”的集群`,
    states: { ok: '已连接', connecting: '连接中', unreachable: '无法连接' },
  },
  search: {
    title: '搜索全部集群',
    hint: '节点、GPU UUID 或型号、Pod、命名空间',
    found: '搜索结果',
    first: (count) => `前 ${count} 项`,
    nothing: (text) => `没有名称包含“${text}”的对象`,
    nothingInPart: '部分集群未能搜索。',
    unsearched: (cluster) => `${cluster} 暂时无法搜索：`,
    searchedInPart: (cluster) => `${cluster} 的结果可能不全：`,
    kinds: { node: '节点', gpu: 'GPU', pod: 'Pod', namespace: '命名空间' },
  },
  user: { label: '当前用户', groups: '用户组', noGroups: '无', until: '有效期至', signOut: '退出登录' },
  namespaces: {
    label: '命名空间',
    all: '全部命名空间',
    allYours: '您的全部命名空间',
    seenAs: (names) => `视角：${names}`,
    search: '查找命名空间',
    pods: (count) => `${formatNumber(count, 'zh-CN')} 个 Pod`,
    none: '没有匹配的命名空间',
    more: (count) => `还有 ${formatNumber(count, 'zh-CN')} 个，请按名称查找`,
    note: '所有页面都只显示仅有这些命名空间权限的人能看到的内容。',
  },
  scope: {
    unknown: '无法确定您在此集群中的查看权限，因此不显示任何内容。',
    nothing: '您在此集群中没有可查看的内容',
    nothingDetail:
      'Kubernetes 不允许您在任何命名空间中列出 Pod。请联系集群管理员，为您在所用的命名空间授予角色：',
  },
  theme: { label: '主题', light: '浅色', dark: '深色', system: '跟随系统' },
  language: '语言',
};
