import {
  Boxes,
  CircleCheck,
  Cpu,
  LayoutDashboard,
  LineChart,
  type LucideIcon,
  Network,
  Server,
} from 'lucide-react';

interface Section {
  readonly id: 'overview' | 'nodes' | 'gpus' | 'workloads' | 'dashboards' | 'operator' | 'setup';
  readonly to: `/c/$cluster/${Section['id']}`;
  readonly icon: LucideIcon;
}

/** The pages in the navigation, top to bottom. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', to: '/c/$cluster/overview', icon: LayoutDashboard },
  { id: 'nodes', to: '/c/$cluster/nodes', icon: Server },
  { id: 'gpus', to: '/c/$cluster/gpus', icon: Cpu },
  { id: 'workloads', to: '/c/$cluster/workloads', icon: Boxes },
  { id: 'dashboards', to: '/c/$cluster/dashboards', icon: LineChart },
  { id: 'operator', to: '/c/$cluster/operator', icon: Network },
  { id: 'setup', to: '/c/$cluster/setup', icon: CircleCheck },
];
