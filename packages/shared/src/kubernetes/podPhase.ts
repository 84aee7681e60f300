/** Whether a pod is over by its phase, and so holds nothing any more. */
export function hasEnded({ phase }: { readonly phase: string }): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
