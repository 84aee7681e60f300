import { useMatches } from '@tanstack/react-router';
import { Boxes, CircleCheck, Cpu, LayoutDashboard, LineChart, Network, Server } from 'lucide-react';

/** The pages in the navigation, top to bottom. */
export const sections = [
  { id: 'overview', title: { en: 'Overview', 'zh-CN': '概览' }, icon: LayoutDashboard },
  { id: 'nodes', title: { en: 'Nodes', 'zh-CN': '节点' }, icon: Server },
  { id: 'gpus', title: { en: 'GPUs', 'zh-CN': 'GPU' }, icon: Cpu },
  { id: 'workloads', title: { en: 'Workloads', 'zh-CN': '工作负载' }, icon: Boxes },
  { id: 'dashboards', title: { en: 'Dashboards', 'zh-CN': '仪表盘' }, icon: LineChart },
  { id: 'operator', title: { en: 'GPU Operator', 'zh-CN': 'GPU Operator' }, icon: Network },
  { id: 'setup', title: { en: 'Setup', 'zh-CN': '安装向导' }, icon: CircleCheck },
] as const;

export type SectionId = (typeof sections)[number]['id'];

/** The one that the page on screen belongs to. */
export function useCurrentSection() {
  const current = useMatches({ select: (matches) => matches.at(-1)?.staticData.section });
  return sections.find(({ id }) => id === current);
}
