/**
 * A KubeSphere custom monitor with the faults of the gallery's for DCGM: a gauge of 0–100 drawn as a share of 1, used memory
 * under the name of free memory, a label of another exporter, a query that has no answer, and variables that build on each
 * other.
 */
export const FAULTY_DASHBOARD = `apiVersion: monitoring.kubesphere.io/v1alpha2
kind: ClusterDashboard
metadata:
  name: gpus-of-the-gallery
spec:
  title: GPUs of the gallery
  time:
    from: now-15m
    to: now
  templatings:
    - name: node
      type: query
      query: label_values(DCGM_FI_DEV_GPU_TEMP, Hostname)
    - name: gpu
      type: query
      query: label_values(DCGM_FI_DEV_GPU_TEMP{Hostname="$node"}, gpu)
      multi: true
      includeAll: true
  panels:
    - id: 1
      type: graph
      title: GPU Utilization
      yaxes:
        - format: percent (0.0-1.0)
      targets:
        - refId: 1
          expr: DCGM_FI_DEV_GPU_UTIL{Hostname="$node",gpu=~"$gpu"}
          legendFormat: GPU {{gpu}}
    - id: 2
      type: graph
      title: Framebuffer Mem Free
      yaxes:
        - format: none
      targets:
        - refId: 1
          expr: DCGM_FI_DEV_FB_USED{Hostname="$node"}
          legendFormat: GPU {{gpu}}
    - id: 3
      type: graph
      title: Temperature of $node
      targets:
        - refId: 1
          expr: DCGM_FI_DEV_GPU_TEMP{hostname="$node"}
          legendFormat: GPU {{gpu}}
    - id: 4
      type: graph
      title: GPUs past 200 °C
      yaxes:
        - format: celsius
      targets:
        - refId: 1
          expr: DCGM_FI_DEV_GPU_TEMP{Hostname="$node"} > 200
`;

const HARMFUL_HTML = [
  '<script>document.title = "pwned"</script>',
  '<img src="/pixel.png" onerror="document.title = \'pwned\'" alt="a picture">',
  '<svg onload="document.title = \'pwned\'"><script>document.title = "pwned"</script></svg>',
  '<a href="javascript:void(document.title = \'pwned\')">a link</a>',
  '<iframe src="https://example.com/"></iframe>',
  '<form action="https://example.com/"><input name="password"></form>',
  '<style>body { display: none }</style>',
  '<p id="content" onclick="document.title = \'pwned\'" style="position: fixed; inset: 0">what remains</p>',
  '<math><mtext><table><mglyph><style><img src="x" onerror="document.title = \'pwned\'"></style></mglyph></table></mtext></math>',
].join('\n');

/** A Grafana dashboard of somebody who means harm: in its title, a legend, and text panels of both kinds. */
export const HARMFUL_DASHBOARD = JSON.stringify({
  title: '<img src="/pixel.png" onerror="document.title = \'pwned\'">',
  uid: 'harmful',
  schemaVersion: 39,
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: '<script>document.title = "pwned"</script>',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      targets: [
        { refId: 'A', expr: 'DCGM_FI_DEV_GPU_TEMP', legendFormat: '<b onclick=alert(1)>{{gpu}}</b>' },
      ],
    },
    ...(['html', 'markdown'] as const).map((mode, index) => ({
      id: 2 + index,
      type: 'text',
      title: mode,
      gridPos: { x: 12 * index, y: 8, w: 12, h: 8 },
      options: { mode, content: HARMFUL_HTML },
    })),
  ],
});

/** Each line is made of the one above ten times: a few hundred bytes that would be millions of values. */
export const ALIAS_BOMB = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  .concat(
    ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => {
      const above = `*${'abcdefg'[index]}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => above).join(', ')}]`;
    }),
  )
  .join('\n');
