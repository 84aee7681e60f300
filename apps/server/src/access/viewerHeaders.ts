import { PLACES } from '../prometheus/extraHeaders.ts';
import { PrometheusError } from '../prometheus/prometheusError.ts';
import type { Identity } from './identity.ts';

type Place = (typeof PLACES)[number];

const PLACE = new RegExp(`\\{(${PLACES.join('|')})\\}`, 'g');
/** What a header can carry without a second line (RFC 9110, 5.5), of ASCII alone. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Who a question to Prometheus is for. */
interface Person {
  readonly identity: Identity;
  readonly token: string | null;
  readonly namespaces: readonly string[];
}

/**
 * Headers that tell a Prometheus which keeps people apart by itself who asks: `{user}`, `{groups}` with commas between them,
 * `{namespaces}` with `|` between them as Mimir takes tenants, `{token}` as they gave it to the console.
 * @param templates values by header
 * @throws PrometheusError where somebody has no such name, or one that no header can carry
 */
export function viewerHeaders(
  templates: Readonly<Record<string, string>>,
  { identity, token, namespaces }: Person,
): Readonly<Record<string, string>> {
  const values: Readonly<Record<Place, string | null>> = {
    user: identity.user,
    // One that has a comma in it would be read as two, of which either may be anybody's.
    groups: identity.groups.some((group) => group.includes(',')) ? null : identity.groups.join(','),
    namespaces: namespaces.join('|'),
    token,
  };
  const filled = Object.entries(templates).map(([name, template]) => {
    const value = template.replace(PLACE, (_, place: Place) => {
      const text = values[place];
      if (text !== null && text !== '' && PRINTABLE.test(text)) return text;
      throw new PrometheusError(
        'query_refused',
        `Prometheus is to be told your ${place} in the header ${name}, and you have none that a header can carry`,
        null,
      );
    });
    return [name, value];
  });
  return Object.fromEntries(filled);
}
