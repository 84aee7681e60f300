import { seen } from '../../doctor/check.ts';
import { isKubeSphere, WORKSPACE } from '../../doctor/kubesphere.ts';
import { isKnown } from '../../fact.ts';
import { step } from '../step.ts';

export const kubesphere = step(
  'kubesphere',
  { needs: ['target'], checks: ['kubesphere-workspace', 'kubesphere-dashboards'] },
  ({ facts, setting }, found) => {
    const { namespaces, dashboards } = facts;
    if (!isKnown(namespaces)) return { items: [found.unknown(namespaces.unknown)] };
    if (!isKubeSphere(facts)) return { items: [], beside: [found.info('elsewhere')], isOptional: true };
    const namespace = setting.exporterNamespace;
    const own = namespaces.value.find(({ metadata }) => metadata.name === namespace);
    const workspace = own?.metadata.labels[WORKSPACE];
    const evidence = [
      seen(`Namespace/${namespace}`, `.metadata.labels[${WORKSPACE}]`, workspace ?? 'absent'),
    ];
    const first = workspace
      ? found.pass('workspace', { namespace, workspace }, evidence)
      : found.fail('no-workspace', { namespace }, evidence);
    if (!isKnown(dashboards)) return { items: [first, found.unknown(dashboards.unknown)] };
    if (dashboards.value === null) return { items: [first, found.fail('not-served')] };
    const gpu = dashboards.value.find(({ asksDcgm }) => asksDcgm)?.metadata;
    const dashboard = [gpu?.namespace, gpu?.name].filter(Boolean).join('/');
    return {
      items: [
        first,
        found.pass('served'),
        gpu === undefined
          ? found.fail('no-dashboard')
          : found.pass('dashboard', { dashboard }, [seen(`Dashboard/${dashboard}`, 'queries', 'DCGM_…')]),
      ],
    };
  },
);
