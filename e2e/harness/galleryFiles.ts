import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A dashboard's file, and the titles of its panels. */
export interface GalleryFile {
  readonly name: string;
  readonly text: string;
  readonly titles: readonly string[];
}

/** Other people's dashboards, which are no part of the project; they lie beside it where there are any. */
const SAMPLES = fileURLToPath(new URL('../../../shared/data/kubesphere/', import.meta.url));

/** Those for DCGM's exporter in KubeSphere's gallery, one of each version of the format. */
function samples(): readonly GalleryFile[] {
  return ['.v1alpha1', '-v1alpha2'].flatMap((edition) => {
    const name = `nvidia-gpu-dcgm-exporter-dashboard${edition}.yaml`;
    if (!existsSync(SAMPLES + name)) return [];
    const text = readFileSync(SAMPLES + name, 'utf8');
    const titles = [...text.matchAll(/^ +(?:- )?title: (.+)$/gm)].map(([, title = '']) => title);
    return [{ name, text, titles: titles.filter((title) => title !== 'NVIDIA DCGM Exporter Dashboard') }];
  });
}

/** A panel of each kind that the gallery's have, with their faults: percents drawn as shares, used memory that is called free. */
const PANELS = `  panels:
    - id: 1
      title: Load
      type: graph
      lines: true
      legend: [as_table, to_the_right, max, avg, current]
      targets:
        - refId: 1
          expr: DCGM_FI_DEV_GPU_UTIL{Hostname="$node"}
          legendFormat: GPU {{gpu}}
          step: 1m
      yaxes:
        - decimals: 3
          format: percent (0.0-1.0)
    - id: 2
      title: Framebuffer Mem Free
      type: graph
      lines: true
      targets:
        - refId: 1
          expr: DCGM_FI_DEV_FB_USED{Hostname="$node"}
          legendFormat: GPU {{gpu}}
      yaxes:
        - format: none
    - id: 3
      title: Power by Node
      type: graph
      lines: true
      targets:
        - refId: 1
          expr: sum without(Hostname, UUID, pod, instance, namespace) (DCGM_FI_DEV_POWER_USAGE * on(pod,namespace) group_left(node) kube_pod_info)
          legendFormat: '{{node}} / GPU {{gpu}}'
      yaxes:
        - format: none
    - id: 4
      title: Mean Temperature
      type: singlestat
      colors: ['#60acfc', '#23c2db']
      targets:
        - expr: avg(DCGM_FI_DEV_GPU_TEMP)
          step: 1m
    - id: 5
      title: Mean Load
      type: gauge
      format: percent (0.0-1.0)
      gauge:
        minValue: 0
        maxValue: 1
        show: true
      targets:
        - refId: 1
          expr: avg(DCGM_FI_DEV_GPU_UTIL)
`;

const TITLES = ['Load', 'Framebuffer Mem Free', 'Power by Node', 'Mean Temperature', 'Mean Load'];

function ownEdition(version: 'v1alpha1' | 'v1alpha2'): GalleryFile {
  const text = `apiVersion: monitoring.kubesphere.io/${version}
kind: Dashboard
metadata:
  name: one-for-the-gallery
  namespace: default
spec:
  title: One for the gallery
  time:
    from: now-15m
    to: now
  ${version === 'v1alpha1' ? 'templating' : 'templatings'}:
    - name: node
      type: query
      datasource: \${DS_PROMETHEUS}
      query: label_values(DCGM_FI_DEV_GPU_UTIL, Hostname)
      sort: 1
${PANELS}`;
  return { name: `one of our own (${version})`, text, titles: TITLES };
}

/** What people import first: the gallery's own where they are, and two with the same traits everywhere. */
export const GALLERY: readonly GalleryFile[] = [
  ...(['v1alpha1', 'v1alpha2'] as const).map(ownEdition),
  ...samples(),
];
