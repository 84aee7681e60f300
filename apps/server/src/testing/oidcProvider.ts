/** A real provider on this machine, which the demo has, too. */
export { OidcProvider, type ProviderOptions } from '@gpu-console/demo-cluster/provider';
