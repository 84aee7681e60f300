import { describe, expect, it } from 'vitest';
import type { CheckText, Setting } from './checkText.ts';
import { quoted } from './commands.ts';
import { STAGES } from './stages.ts';
import { checkIds, checkTexts, commandsOf, wordsOf } from './texts.ts';

const all: readonly (readonly [string, CheckText])[] = Object.entries(checkTexts);
const variants = all.flatMap(([check, { variants }]) =>
  Object.entries(variants).map(([variant, text]) => [`${check} ${variant}`, check, variant, text] as const),
);

const setting: Setting = {
  operatorNamespace: 'gpu-operator',
  release: 'gpu',
  operatorInstalled: true,
  operatorVersion: 'v24.9.2',
  runtime: 'containerd',
  distribution: null,
  kubernetesVersion: 'v1.30.8',
  policy: 'cluster-policy',
  exporterNamespace: 'gpu-operator',
  exporterService: 'nvidia-dcgm-exporter',
};

const blanks = (template: string) =>
  [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('the checks’ words', () => {
  it('are for more than thirty checks, each in a stage', () => {
    expect(checkIds.length).toBeGreaterThan(30);
    for (const [, { stage }] of all) expect(STAGES).toContain(stage);
  });

  it.each(all)('%s has a title in both languages', (_check, { title }) => {
    expect(title.en).toMatch(/[a-z]/);
    expect(title['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  it.each(variants)(
    '%s says what is wrong and what to do, in both languages',
    (_name, _check, _variant, text) => {
      for (const words of [text.says, text.remedy]) {
        expect(words.en).toMatch(/[a-z]/);
        expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
      }
      const named = (template: string) => blanks(template).filter((name) => !/^meaning/.test(name));
      expect(named(text.says['zh-CN'])).toEqual(named(text.says.en));
      expect(blanks(text.remedy['zh-CN'])).toEqual(blanks(text.remedy.en));
    },
  );

  it('are filled in', () => {
    const params = { node: 'gpu-1', reason: 'NodeStatusUnknown' };
    const outcome = {
      check: 'node-ready',
      verdict: 'fail',
      variant: 'not-ready',
      params,
      reason: null,
    } as const;
    expect(wordsOf(outcome, 'en').says).toBe('Node gpu-1 is not ready: NodeStatusUnknown');
    expect(wordsOf(outcome, 'zh-CN').says).toBe('节点 gpu-1 未就绪：NodeStatusUnknown');
  });

  it('say why something is unknown, and stand for themselves where a check is not known', () => {
    const outcome = {
      check: 'node-ready',
      verdict: 'unknown',
      variant: null,
      params: {},
      reason: 'forbidden',
    } as const;
    expect(wordsOf(outcome, 'en').says).toBe('Unknown: forbidden');
    expect(wordsOf({ ...outcome, check: 'newer', verdict: 'pass' }, 'en').title).toBe('newer');
  });
});

describe('the commands', () => {
  it('name this cluster’s release, namespace and version', () => {
    const [command] = commandsOf(
      { check: 'runtime-values', variant: 'mismatch', params: { runtime: 'containerd' } },
      setting,
    );
    expect(command).toBe(
      'helm upgrade gpu nvidia/gpu-operator -n gpu-operator --version v24.9.2 --reuse-values --set operator.defaultRuntime=containerd',
    );
  });

  it('install the operator where there is none', () => {
    const bare = { ...setting, operatorInstalled: false, operatorVersion: null };
    const commandsHere = (check: string, variant: string) =>
      commandsOf({ check, variant, params: { node: 'gpu-1', runtime: 'containerd' } }, bare).join('\n');
    expect(commandsHere('runtime-values', 'mismatch')).toBe(
      'helm install gpu gpu-operator --repo https://helm.ngc.nvidia.com/nvidia -n gpu-operator --create-namespace --set operator.defaultRuntime=containerd',
    );
    expect(commandsHere('exporter-everywhere', 'missing')).toContain(
      'helm install dcgm-exporter gpu-helm-charts/dcgm-exporter -n gpu-operator',
    );
  });

  it.each(variants)('of %s leave nothing blank', (_name, check, variant, text) => {
    const names = [
      ...blanks(text.says.en),
      ...blanks(text.remedy.en),
      'branch',
      'first',
      'namespace',
      'pod',
      'container',
      'index',
      'lines',
      'image',
      'component',
      'key',
      'settings',
    ];
    const params = Object.fromEntries(names.map((name) => [name, `the-${name}`]));
    const more = {
      monitor: 'ServiceMonitor/ns/name',
      label: 'release=prometheus',
      app: 'app: x',
      url: 'http://x',
    };
    for (const command of commandsOf({ check, variant, params: { ...params, ...more } }, setting)) {
      expect(command).not.toMatch(/undefined|null|NaN|\{\{/);
    }
  });

  it.each([
    ['nvcr.io/nvidia/k8s/container-toolkit:v1.17.4-ubuntu20.04', 'toolkit', 'toolkit.repository="$REGISTRY"'],
    [
      'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v24.9.2',
      'toolkit',
      'validator.repository="$REGISTRY"',
    ],
    [
      'nvcr.io/nvidia/cloud-native/k8s-driver-manager:v0.7.0',
      'driver',
      'driver.manager.repository="$REGISTRY"',
    ],
    [
      'registry.k8s.io/nfd/node-feature-discovery:v0.16.6',
      'nfd-worker',
      'node-feature-discovery.image.repository="$REGISTRY/node-feature-discovery"',
    ],
  ])('take %s of %s from another registry by the chart’s value for that image', (image, component, value) => {
    const params = { namespace: 'gpu-operator', pod: 'a-pod', image, component };
    const commands = commandsOf({ check: 'image-pull', variant: 'failed', params }, setting);
    expect(commands.at(-1)).toMatch(/^helm upgrade gpu nvidia\/gpu-operator .* --set /);
    expect(commands.at(-1)?.endsWith(` --set ${value}`)).toBe(true);
  });

  it('go to the node for what is done there', () => {
    const params = { node: 'gpu-1', index: 3, xid: 79, meaning: '—' };
    expect(commandsOf({ check: 'xid', variant: 'reboot', params }, setting)[1]).toBe(
      "ssh gpu-1 'sudo reboot'",
    );
    expect(commandsOf({ check: 'xid', variant: 'reset', params }, setting)[1]).toMatch(
      /^ssh gpu-1 'sudo chroot .* nvidia-smi --gpu-reset -i 3'$/,
    );
  });

  it('take precompiled drivers by their branch, and in old releases Canonical’s signed ones', () => {
    const result = {
      check: 'driver-secure-boot',
      variant: 'rejected',
      params: { node: 'gpu-1', branch: 550, pod: 'p', namespace: 'n' },
    };
    expect(commandsOf(result, setting)[1]).toContain(
      '--set driver.usePrecompiled=true --set driver.version=550',
    );
    expect(commandsOf(result, { ...setting, operatorVersion: 'v1.11.1' })[1]).toContain(
      '--set driver.version=550-signed',
    );
  });

  it('quote what a shell would take apart', () => {
    expect(quoted('nvcr.io/nvidia/driver:550')).toBe('nvcr.io/nvidia/driver:550');
    expect(quoted("a'; rm -rf $HOME; '")).toBe(`'a'\\''; rm -rf $HOME; '\\'''`);
  });
});
