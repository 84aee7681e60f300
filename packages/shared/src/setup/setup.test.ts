import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { type SetupSetting, SetupStepId } from '../contract/setup.ts';
import { captions } from './captions.ts';
import { choicesOf, type GivenChoices } from './choices.ts';
import { commandsFor } from './commands.ts';
import { helmValues, valuesFile } from './helmValues.ts';
import { type StepText, stepTexts } from './stepTexts.ts';
import { captionWords, itemWords } from './words.ts';

const setting: SetupSetting = {
  operatorNamespace: 'gpu-operator',
  release: 'gpu-operator',
  operatorInstalled: false,
  operatorVersion: null,
  runtime: 'containerd',
  distribution: null,
  kubernetesVersion: 'v1.30.8',
  policy: 'cluster-policy',
  exporterNamespace: 'gpu-operator',
  exporterService: 'nvidia-dcgm-exporter',
  installed: null,
  configuration: null,
  takesGpuCluster: true,
  chart: null,
  detectsRuntime: true,
  hasNfd: false,
  hasHostDriver: false,
  system: 'debian',
  node: 'gpu-1',
  monitor: {
    namespace: 'gpu-operator',
    labels: { release: 'prometheus' },
    namespaceLabels: {},
    selector: { app: 'nvidia-dcgm-exporter' },
    labelService: false,
    port: 'gpu-metrics',
    prometheus: 'monitoring/k8s',
  },
  isKubeSphere: true,
  workspace: null,
  samples: { namespace: 'default', resource: 'nvidia.com/gpu', cuda: '12.4', claim: null },
  notebook: null,
};

const install = (given: GivenChoices = {}, more: Partial<SetupSetting> = {}) => {
  const own = { ...setting, ...more };
  return commandsFor('install', own, choicesOf(own, given));
};
const last = (commands: readonly { text: string }[]) => commands.at(-1)?.text ?? '';

describe('the install command of a GPUCluster', () => {
  const claim = { allocation: 'claim' };

  it('is the chart’s of 26.7, with a driver of an NVIDIADriver’s and no toolkit', () => {
    expect(last(install({ ...claim, distribution: 'k3s' }))).toBe(
      [
        'helm install --wait gpu-operator',
        'nvidia/gpu-operator',
        '-n gpu-operator',
        '--create-namespace',
        "--version '>=26.7.0'",
        '--set clusterPolicy.deployCR=false',
        '--set gpuCluster.deployCR=true',
        '--set driver.nvidiaDriverCRD.enabled=true',
      ].join(' \\\n  '),
    );
  });

  it('leaves the host’s driver alone, and images that it does not use', () => {
    const text = last(install({ ...claim, driver: 'host', registry: 'registry.example.com' }));
    expect(text).toContain('--set driver.enabled=false');
    expect(text).not.toContain('nvidiaDriverCRD');
    expect(text).toContain('draDriver.repository=registry.example.com/dra-driver-nvidia');
    expect(text).not.toMatch(/toolkit|devicePlugin|gfd|migManager/);
  });

  it('has switches in its values file', () => {
    const [file] = install({ ...claim, form: 'file' });
    const values = load(/'EOF'\n([\s\S]*)EOF/.exec(file?.text ?? '')?.[1] ?? '');
    expect(values).toEqual({
      clusterPolicy: { deployCR: false },
      gpuCluster: { deployCR: true },
      driver: { nvidiaDriverCRD: { enabled: true } },
    });
  });

  it('is not offered where Kubernetes is too old, or the operator was told otherwise', () => {
    for (const more of [{ takesGpuCluster: false }, { configuration: 'ClusterPolicy' }] as const)
      expect(last(install(claim, more))).not.toContain('gpuCluster');
  });

  it('is what a GPUCluster that is there has, whatever is chosen', () => {
    const there = { installed: 'operator', operatorVersion: 'v26.7.0', configuration: 'GPUCluster' } as const;
    const text = last(install({ allocation: 'device-plugin' }, there));
    expect(text).toContain('gpuCluster.deployCR=true');
    expect(text).toContain('--version v26.7.0');
  });

  it('is followed by commands for claims and its exporter', () => {
    const of = (step: SetupStepId) =>
      commandsFor(step, setting, choicesOf(setting, claim))
        .map(({ text }) => text)
        .join('\n');
    expect(of('prerequisites')).toContain('enable_cdi');
    expect(of('allocatable')).toContain('kubectl get resourceslices');
    expect(of('samples')).toContain('resourceClaimTemplateName: gpu-sample-load');
    expect(of('exporter')).toContain('services/nvidia-dcgm-exporter-dra:gpu-metrics/proxy');
    expect(of('monitor')).toContain('app: nvidia-dcgm-exporter-dra');
    expect(of('curve')).toContain('app.kubernetes.io/component=nvidia-driver');
    expect(of('uninstall')).toContain('gpuclusters.nvidia.com');
  });
});

describe('the install command', () => {
  it('leaves to the chart what it does by itself', () => {
    expect(last(install())).toBe(
      'helm install --wait gpu-operator \\\n  nvidia/gpu-operator \\\n  -n gpu-operator \\\n  --create-namespace',
    );
  });

  it('tells K3s’ and RKE2’s containerd paths to the toolkit, as text', () => {
    const text = last(install({ distribution: 'rke2' }));
    expect(text).toContain("--set 'toolkit.env[1].value=/run/k3s/containerd/containerd.sock'");
    expect(text).toContain(
      "'toolkit.env[0].value=/var/lib/rancher/rke2/agent/etc/containerd/config.toml.tmpl'",
    );
    expect(text).toContain("--set-string 'toolkit.env[3].value=true'");
    expect(last(install({ distribution: 'none' }, { distribution: 'k3s' }))).not.toContain('rancher');
  });

  it('names the runtime to releases that do not look', () => {
    const old = { detectsRuntime: false, chart: '>=1.9.0 <1.10.0' };
    expect(last(install({ runtime: 'cri-o' }, old))).toContain('operator.defaultRuntime=crio');
    expect(last(install({ runtime: 'docker' }, old))).toContain('operator.defaultRuntime=docker');
    expect(last(install({ runtime: 'docker' }, old))).toContain("--version '>=1.9.0 <1.10.0'");
  });

  it('takes a driver version, or leaves the host’s driver alone', () => {
    expect(last(install({ driverVersion: '550.144.03' }))).toContain('--set driver.version=550.144.03');
    expect(last(install({ driverVersion: '570' }))).toContain('--set-string driver.version=570');
    const host = last(install({ driver: 'host', driverVersion: '570' }));
    expect(host).toContain('--set driver.enabled=false');
    expect(host).not.toContain('driver.version');
  });

  it('offline: fetches the chart and points every image at the registry', () => {
    const commands = install({ registry: 'registry.example.com:5000/gpu' });
    expect(commands.map(({ caption }) => caption)).toEqual(['fetch-chart', 'install']);
    expect(last(commands)).toContain('./gpu-operator-*.tgz');
    expect(last(commands)).toContain('--set driver.repository=registry.example.com:5000/gpu/nvidia');
    expect(last(commands)).not.toContain('nvidia/gpu-operator ');
  });

  it('ignores what is no driver version and no registry', () => {
    for (const bad of ['$(reboot)', "550'; rm", 'a b'])
      expect(last(install({ driverVersion: bad, registry: bad }))).toBe(last(install()));
  });

  it('with a values file says the same', () => {
    const given = { distribution: 'k3s', driverVersion: '570', form: 'file', runtime: 'containerd' };
    const commands = install(given);
    expect(commands.map(({ caption }) => caption)).toEqual(['values-file', 'install']);
    expect(last(commands)).toContain('-f gpu-operator-values.yaml');
    const own = { ...setting, hasNfd: true };
    expect(load(valuesFile(helmValues(own, choicesOf(own, given))))).toEqual({
      nfd: { enabled: false },
      driver: { version: '570' },
      toolkit: {
        env: [
          { name: 'CONTAINERD_CONFIG', value: '/var/lib/rancher/k3s/agent/etc/containerd/config.toml.tmpl' },
          { name: 'CONTAINERD_SOCKET', value: '/run/k3s/containerd/containerd.sock' },
          { name: 'CONTAINERD_RUNTIME_CLASS', value: 'nvidia' },
          { name: 'CONTAINERD_SET_AS_DEFAULT', value: 'true' },
        ],
      },
    });
  });

  it('upgrades what is installed', () => {
    const text = last(
      install({ driverVersion: '570.86.15' }, { installed: 'operator', operatorVersion: 'v24.9.2' }),
    );
    expect(text).toContain('helm upgrade gpu-operator');
    expect(text).toContain('--version v24.9.2');
    expect(text).toContain('--reuse-values');
  });
});

describe('the monitor’s commands', () => {
  it('hand kubectl a ServiceMonitor that is YAML', () => {
    const [command] = commandsFor('monitor', setting, choicesOf(setting, {}));
    const yaml = /<<'EOF'\n([\s\S]*)EOF$/.exec(command?.text ?? '')?.[1] ?? '';
    expect(load(yaml)).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: {
        name: 'nvidia-dcgm-exporter',
        namespace: 'gpu-operator',
        labels: { release: 'prometheus' },
      },
      spec: {
        selector: { matchLabels: { app: 'nvidia-dcgm-exporter' } },
        namespaceSelector: { matchNames: ['gpu-operator'] },
        endpoints: [{ port: 'gpu-metrics', path: '/metrics', interval: '15s' }],
      },
    });
  });

  it('offer the operator’s own where its release makes one', () => {
    const captionsOf = (operatorVersion: string) =>
      commandsFor(
        'monitor',
        { ...setting, installed: 'operator', operatorVersion },
        choicesOf(setting, {}),
      ).map(({ caption }) => caption);
    expect(captionsOf('v24.9.2')).toContain('operators-monitor');
    expect(captionsOf('v1.5.2')).not.toContain('operators-monitor');
  });
});

const settings: readonly SetupSetting[] = [
  setting,
  { ...setting, isKubeSphere: false, hasHostDriver: true, system: null, node: null, kubernetesVersion: null },
  {
    ...setting,
    kubernetesVersion: 'v1.14.1',
    detectsRuntime: false,
    notebook: { namespace: 'ml', pod: 'nb', service: null },
    monitor: {
      ...setting.monitor,
      labelService: true,
      namespaceLabels: { monitored: 'true' },
      port: 9400,
      prometheus: null,
    },
  },
];

describe('the words', () => {
  const blanks = (template: string) =>
    [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
  const texts: readonly (readonly [string, StepText])[] = Object.entries(stepTexts);
  const all = [
    ...texts.flatMap(([step, { title, about, items }]) => [
      [`${step} title`, title] as const,
      [`${step} about`, about] as const,
      ...Object.entries(items).map(([id, text]) => [`${step} ${id}`, text] as const),
    ]),
    ...Object.entries(captions).map(([id, text]) => [`caption ${id}`, text] as const),
  ];

  it.each(all)('%s: are in both languages, and name the same', (_name, text) => {
    expect(text.en).toMatch(/[a-z]/);
    expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(blanks(text['zh-CN'])).toEqual(blanks(text.en));
  });

  it('of what cannot be read are its reason', () => {
    const item = { id: 'unread', params: {}, reason: 'is forbidden' };
    expect(itemWords('helm', item, 'en')).toBe('Unknown: is forbidden');
    expect(captionWords('newer', 'en')).toBe('newer');
  });
});

describe('every step', () => {
  it.each(SetupStepId.options)('%s: its commands leave nothing blank and have captions', (step) => {
    for (const one of settings) {
      for (const { caption, text } of commandsFor(step, one, choicesOf(one, {}))) {
        expect(text).not.toMatch(/undefined|null|NaN|\{\{(?!gpu|Hostname)/);
        expect(Object.keys(captions)).toContain(caption);
      }
    }
  });
});
