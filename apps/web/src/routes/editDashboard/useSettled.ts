import { useEffect, useState } from 'react';

/** Milliseconds after which a reader has stopped typing. */
const PAUSE = 400;

/** The value as it was when it last stood still for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
