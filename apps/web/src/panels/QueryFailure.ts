/** One query failed among others that were answered; the message is Prometheus' own. */
export class QueryFailure extends Error {
  override name = 'QueryFailure';
}
