/** Why a query is not asked, in words for who sent it. */
export class QueryRefusal extends Error {
  override readonly name = 'QueryRefusal';
}
