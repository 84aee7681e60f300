/** Stands in the place of what nobody may read. */
export const REDACTED = '[redacted]';

/** Tokens are renewed: those that came last are the ones that matter. */
const MAX_SECRETS = 500;
/** Of anything shorter every sentence is full. */
const MIN_SECRET_LENGTH = 4;
const MAX_PATH_LENGTH = 2000;

/** What this process was given in confidence, in every form in which it may come back. */
const secrets = new Set<string>();

/** From now on `redactText` leaves this out, also base64 or percent-encoded. What is shorter than four characters is ignored. */
export function rememberSecret(secret: string | null | undefined): void {
  if (secret === null || secret === undefined || secret.trim().length < MIN_SECRET_LENGTH) return;
  const plain = secret.trim();
  const forms = [plain, encodeURIComponent(plain), encodeURI(plain), Buffer.from(plain).toString('base64')];
  for (const form of forms) {
    // The newest last, so that the oldest go first.
    secrets.delete(form);
    secrets.add(form);
  }
  for (const oldest of secrets) {
    if (secrets.size <= MAX_SECRETS) break;
    secrets.delete(oldest);
  }
}

/** Remembers the password of an address such as `https://user:password@host`, and user and password as Basic sends them. */
export function rememberPasswordIn(address: string | undefined): void {
  if (address === undefined || !URL.canParse(address)) return;
  const url = new URL(address);
  const [user, password] = [decoded(url.username), decoded(url.password)];
  rememberSecret(password);
  rememberSecret(url.password);
  if (password !== '') rememberSecret(Buffer.from(`${user}:${password}`).toString('base64'));
}

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g;
const USER_INFO = /:\/\/[^\s/?#"'<>]*@/g;
const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-forwarded-access-token|x-auth-request-[a-z-]{1,40}|x-[a-z-]{0,20}(?:api-key|token))(["']?\s{0,5}[:=]\s{0,5})(?:"[^"]*"|'[^']*'|[^"'\r\n]+)/gi;
/** The console's own cookies, also where no header's name stands before them. */
const COOKIE = /\b((?:__(?:host|secure)-)?gpu-console[\w.-]{0,60}=)[^\s;,"']+/gi;
const SCHEME = /\b(Bearer|Basic|Negotiate|Digest)(\s{1,5})[\w\-.~+/=]{6,}/gi;
const JWT = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;
const FIELD =
  /\b([\w-]{0,40}(?:token|passw(?:or)?d|secret|api[-_]?key|credential|private[-_]?key|client[-_]?key[-_]?data))(["']?\s{0,5}[:=]\s{0,5}["']?)[^\s"',;&<>(){}[\]]+/gi;

/**
 * Words from elsewhere without what must stay secret: what was remembered, credentials in addresses, in headers and after
 * `Bearer`, web tokens, private keys, and values that are called token, password or the like.
 */
export function redactText(text: string): string {
  let told = text;
  for (const secret of secrets) if (told.includes(secret)) told = told.replaceAll(secret, REDACTED);
  return told
    .replace(PRIVATE_KEY, REDACTED)
    .replace(USER_INFO, `://${REDACTED}@`)
    .replace(SCHEME, `$1$2${REDACTED}`)
    .replace(HEADER, `$1$2${REDACTED}`)
    .replace(COOKIE, `$1${REDACTED}`)
    .replace(JWT, REDACTED)
    .replace(FIELD, `$1$2${REDACTED}`);
}

const SECRET_NAME =
  /token|secret|passw|pwd|auth|credential|api[-_]?key|^key$|^sig|signature|session|cookie|jwt|assertion|^code$|^state$/i;

/** A request's path and query, its values of parameters that are called like secrets left out; at most 2,000 characters. */
export function redactPath(target: string): string {
  const whole = target.slice(0, MAX_PATH_LENGTH);
  const start = whole.indexOf('?');
  if (start < 0) return redactText(whole);
  const pairs = whole.slice(start + 1).split('&');
  const told = pairs.map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return SECRET_NAME.test(decoded(name)) ? `${name}=${REDACTED}` : pair;
  });
  return redactText(`${whole.slice(0, start)}?${told.join('&')}`);
}

/** Percent-decoded; a "%" that begins no escape leaves the text as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
