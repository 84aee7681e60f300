/** `derive`, once per object that it is derived from. */
export function memo<K extends object, R>(derive: (from: K) => R): (from: K) => R {
  const kept = new WeakMap<K, { readonly value: R }>();
  return (from) => {
    const found = kept.get(from) ?? { value: derive(from) };
    kept.set(from, found);
    return found.value;
  };
}
