import type { Locale } from '@gpu-console/shared/units';
import { useMatches } from '@tanstack/react-router';
import {
  Boxes,
  CircleCheck,
  Compass,
  Cpu,
  LayoutDashboard,
  LineChart,
  type LucideIcon,
  Network,
  Server,
} from 'lucide-react';
import type { ScopeNeed } from '../state/scope.ts';

interface Section {
  readonly id: string;
  readonly title: Readonly<Record<Locale, string>>;
  readonly icon: LucideIcon;
  /** What of a cluster somebody has to be shown for it to tell them anything; null for any part. */
  readonly needs: ScopeNeed | null;
}

/** The pages in the navigation, top to bottom. */
export const sections = [
  { id: 'overview', title: { en: 'Overview', 'zh-CN': '概览' }, icon: LayoutDashboard, needs: null },
  { id: 'nodes', title: { en: 'Nodes', 'zh-CN': '节点' }, icon: Server, needs: 'nodes' },
  { id: 'gpus', title: { en: 'GPUs', 'zh-CN': 'GPU' }, icon: Cpu, needs: null },
  { id: 'workloads', title: { en: 'Workloads', 'zh-CN': '工作负载' }, icon: Boxes, needs: null },
  { id: 'dashboards', title: { en: 'Dashboards', 'zh-CN': '仪表盘' }, icon: LineChart, needs: null },
  { id: 'explore', title: { en: 'Explore', 'zh-CN': '探索' }, icon: Compass, needs: null },
  { id: 'operator', title: { en: 'GPU Operator', 'zh-CN': 'GPU Operator' }, icon: Network, needs: 'whole' },
  { id: 'setup', title: { en: 'Setup', 'zh-CN': '安装向导' }, icon: CircleCheck, needs: 'whole' },
] as const satisfies readonly Section[];

export type SectionId = (typeof sections)[number]['id'];

/** The one that the page on screen belongs to. */
export function useCurrentSection() {
  const current = useMatches({ select: (matches) => matches.at(-1)?.staticData.section });
  return sections.find(({ id }) => id === current);
}
