import { z } from 'zod';
import { partOf } from './common.ts';

export const ServicePort = z.object({
  name: z.nullable(z.string()),
  protocol: z.string(),
  port: z.int(),
  /** As the Service writes it: a number, or the name of a container's port. */
  targetPort: z.string(),
  /** The pod's port that this is; null where no container has a port of that name. */
  containerPort: z.nullable(z.int()),
  nodePort: z.nullable(z.int()),
  /** Addresses that lead here from outside the cluster (`http://10.0.0.1:30001`), the best one first. */
  links: z.array(z.string()),
});

/** A Service whose selector matches a pod. */
export const Service = z.object({
  name: z.string(),
  type: z.string(),
  /** Null for a headless one. */
  clusterIp: z.nullable(z.string()),
  /** Of its load balancer, and its `externalIPs`. */
  externalAddresses: z.array(z.string()),
  ports: z.array(ServicePort),
});

/** The Services that reach a pod. */
export const PodServices = partOf(Service);

export type ServicePort = z.infer<typeof ServicePort>;
export type Service = z.infer<typeof Service>;
export type PodServices = z.infer<typeof PodServices>;
