import { createContext, useContext } from 'react';

/** Whether what a page shows lacks something that a source should have told. */
export const PartialContext = createContext(false);

export function useIsPartial(): boolean {
  return useContext(PartialContext);
}
