/** A setting that cannot be used; the message names it, its value unless that may be a secret, and the way out. */
export class ConfigError extends Error {}
