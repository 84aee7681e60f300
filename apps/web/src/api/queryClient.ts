import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';

const FRESH_MILLISECONDS = 5000;

/** A refusal stays a refusal; anything else may have been a hiccup and is tried once more. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof ApiError && error.status < 500);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MILLISECONDS,
      retry: isWorthRetrying,
      retryDelay: 500,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
