import type { FoldedPods as Folded } from '@gpu-console/shared/contract';
import { useTexts } from '../i18n/useTexts.ts';
import { fleetTexts } from './texts.ts';

const MAX_SHOWN = 5;

/** Which pods the list has the newest of only, since so many of one owner ended alike. */
export function FoldedPods({ folded }: { readonly folded: readonly Folded[] }) {
  const texts = useTexts(fleetTexts).folded;
  if (folded.length === 0) return null;
  const others = folded.slice(MAX_SHOWN).reduce((sum, { total, listed }) => sum + total - listed, 0);
  return (
    <ul className="flex flex-col gap-0.5 text-sm text-muted" aria-label={texts.title}>
      {folded.slice(0, MAX_SHOWN).map(({ namespace, owner, status, total, listed, message }) => {
        const whose = owner === null ? namespace : `${namespace}/${owner.kind}/${owner.name}`;
        return (
          <li key={`${whose} ${status}`} className="truncate" title={message ?? undefined}>
            {texts.pods(total, listed, status, whose)}
            {message !== null && ` ${message}`}
          </li>
        );
      })}
      {others > 0 && <li>{texts.others(others)}</li>}
    </ul>
  );
}
