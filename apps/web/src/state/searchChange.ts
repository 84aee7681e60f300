import { useNavigate } from '@tanstack/react-router';

/** Changes a part of the page's address in place: what is not named stays, and so does where the reader is. */
export function useSearchChange<T extends object>(): (change: T) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '.',
      search: (known) => ({ ...known, ...change }),
      replace: true,
      resetScroll: false,
    });
}
