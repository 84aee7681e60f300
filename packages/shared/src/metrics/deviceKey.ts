/** A GPU's key among its fleet: the UUID, and the instance where MIG splits it. */
export function deviceKey(uuid: string, instanceId: string | undefined): string {
  return instanceId ? `${uuid}/${instanceId}` : uuid;
}
