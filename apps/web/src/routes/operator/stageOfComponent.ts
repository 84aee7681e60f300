import { STAGES, type Stage } from '@gpu-console/shared/doctor';

/** Where a component's stage has another name. */
const RENAMED: Readonly<Record<string, Stage>> = { 'nfd-worker': 'nfd', 'dcgm-exporter': 'exporter' };

/** The stage whose checks look at a component; undefined where none does. */
export function stageOfComponent(component: string): Stage | undefined {
  return RENAMED[component] ?? STAGES.find((stage) => stage === component);
}
