import { Boxes, Cpu, LayoutDashboard, type LucideIcon, Server } from 'lucide-react';

interface Section {
  readonly id: 'overview' | 'nodes' | 'gpus' | 'workloads';
  readonly to: '/c/$cluster/overview' | '/c/$cluster/nodes' | '/c/$cluster/gpus' | '/c/$cluster/workloads';
  readonly icon: LucideIcon;
}

/** The pages in the navigation, top to bottom. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', to: '/c/$cluster/overview', icon: LayoutDashboard },
  { id: 'nodes', to: '/c/$cluster/nodes', icon: Server },
  { id: 'gpus', to: '/c/$cluster/gpus', icon: Cpu },
  { id: 'workloads', to: '/c/$cluster/workloads', icon: Boxes },
];
