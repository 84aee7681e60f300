import type { Check } from './check.ts';
import { allocatableUnused } from './checks/allocatableUnused.ts';
import { clockSkew } from './checks/clockSkew.ts';
import { clusterPolicyState } from './checks/clusterPolicyState.ts';
import { componentMissing } from './checks/componentMissing.ts';
import { componentReady, draControllerReady } from './checks/componentReady.ts';
import { componentRestarts } from './checks/componentRestarts.ts';
import { componentVersions } from './checks/componentVersions.ts';
import { devicesHealthy } from './checks/devicesHealthy.ts';
import { devicesReported } from './checks/devicesReported.ts';
import { driverLogHints } from './checks/driverLogHints.ts';
import { driverSupported } from './checks/driverSupported.ts';
import { driverUpgrade } from './checks/driverUpgrade.ts';
import { driverVersions } from './checks/driverVersions.ts';
import { eccDoubleBit } from './checks/eccDoubleBit.ts';
import { eccRowRemap } from './checks/eccRowRemap.ts';
import { exporterDcgmVersion } from './checks/exporterDcgmVersion.ts';
import { exporterEverywhere } from './checks/exporterEverywhere.ts';
import { gfdLabels } from './checks/gfdLabels.ts';
import { gpuAllocatable } from './checks/gpuAllocatable.ts';
import { gpuClusterState } from './checks/gpuClusterState.ts';
import { gpuTemperature } from './checks/gpuTemperature.ts';
import { gpuThrottle } from './checks/gpuThrottle.ts';
import { imagePull } from './checks/imagePull.ts';
import { kubeletSkew } from './checks/kubeletSkew.ts';
import { kubernetesReadable } from './checks/kubernetesReadable.ts';
import { kubesphereDashboards } from './checks/kubesphereDashboards.ts';
import { kubesphereWorkspace } from './checks/kubesphereWorkspace.ts';
import { metricsCatalogue } from './checks/metricsCatalogue.ts';
import { metricsEndpoints } from './checks/metricsEndpoints.ts';
import { metricsForeign } from './checks/metricsForeign.ts';
import { metricsFresh } from './checks/metricsFresh.ts';
import { metricsMonitor } from './checks/metricsMonitor.ts';
import { metricsMonitorSelected } from './checks/metricsMonitorSelected.ts';
import { metricsPods } from './checks/metricsPods.ts';
import { metricsProfiling } from './checks/metricsProfiling.ts';
import { metricsSeries } from './checks/metricsSeries.ts';
import { metricsService } from './checks/metricsService.ts';
import { metricsTarget } from './checks/metricsTarget.ts';
import { migState } from './checks/migState.ts';
import { nfdLabels } from './checks/nfdLabels.ts';
import { nfdRunning } from './checks/nfdRunning.ts';
import { nfdSingle } from './checks/nfdSingle.ts';
import { nodeReady } from './checks/nodeReady.ts';
import { nvidiaDriverState } from './checks/nvidiaDriverState.ts';
import { nvswitchFabric } from './checks/nvswitchFabric.ts';
import { operatorInstalled } from './checks/operatorInstalled.ts';
import { operatorReconciles } from './checks/operatorReconciles.ts';
import { operatorRunning } from './checks/operatorRunning.ts';
import { operatorSingle } from './checks/operatorSingle.ts';
import { platformArchitecture } from './checks/platformArchitecture.ts';
import { platformKernel } from './checks/platformKernel.ts';
import { platformKubernetes } from './checks/platformKubernetes.ts';
import { platformOs } from './checks/platformOs.ts';
import { platformRuntime } from './checks/platformRuntime.ts';
import { podSandbox } from './checks/podSandbox.ts';
import { podsAdmitted } from './checks/podsAdmitted.ts';
import { prometheusReachable } from './checks/prometheusReachable.ts';
import { requestSatisfiable } from './checks/requestSatisfiable.ts';
import { runtimeClass } from './checks/runtimeClass.ts';
import { runtimeValues } from './checks/runtimeValues.ts';
import { startedTooEarly } from './checks/startedTooEarly.ts';
import { taintsTolerated } from './checks/taintsTolerated.ts';
import { timeSlicingConfig } from './checks/timeSlicingConfig.ts';
import { validatorMetrics } from './checks/validatorMetrics.ts';
import { xid } from './checks/xid.ts';

/** Every check, in the order in which things depend on each other. */
export const checks: readonly Check[] = [
  kubernetesReadable,
  prometheusReachable,
  nodeReady,
  platformOs,
  platformArchitecture,
  platformKernel,
  platformRuntime,
  platformKubernetes,
  kubeletSkew,
  nfdRunning,
  nfdLabels,
  nfdSingle,
  operatorInstalled,
  operatorRunning,
  operatorSingle,
  clusterPolicyState,
  gpuClusterState,
  nvidiaDriverState,
  operatorReconciles,
  runtimeValues,
  runtimeClass,
  componentVersions,
  componentMissing,
  podSandbox,
  imagePull,
  componentRestarts,
  ...driverLogHints,
  driverUpgrade,
  driverVersions,
  driverSupported,
  ...componentReady,
  draControllerReady,
  validatorMetrics,
  gpuAllocatable,
  devicesHealthy,
  podsAdmitted,
  devicesReported,
  gfdLabels,
  timeSlicingConfig,
  migState,
  startedTooEarly,
  requestSatisfiable,
  taintsTolerated,
  allocatableUnused,
  exporterEverywhere,
  metricsService,
  metricsEndpoints,
  metricsMonitor,
  metricsMonitorSelected,
  metricsTarget,
  metricsSeries,
  metricsFresh,
  metricsCatalogue,
  metricsProfiling,
  metricsPods,
  metricsForeign,
  clockSkew,
  xid,
  gpuTemperature,
  gpuThrottle,
  eccRowRemap,
  eccDoubleBit,
  nvswitchFabric,
  exporterDcgmVersion,
  kubesphereWorkspace,
  kubesphereDashboards,
];
