/** Kubernetes takes names of 63 characters; a number may follow. */
const MAX_CHARACTERS = 56;

/** `id-2`, or the first after it that is free. */
export function freeId(id: string, taken: readonly string[]): string {
  let number = 2;
  while (taken.includes(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}

/** An id that is free, made of a title: "GPU usage (all)" is `gpu-usage-all`; of one without Latin letters, `dashboard`. */
export function idOf(title: string, taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_CHARACTERS)
    .replace(/^-+|-+$/g, '');
  const id = words === '' ? 'dashboard' : words;
  return taken.includes(id) ? freeId(id, taken) : id;
}
