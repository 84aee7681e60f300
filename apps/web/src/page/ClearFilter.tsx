import { FilterX } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { useNamespaceFilter } from '../state/view.ts';
import { pageTexts } from './texts.ts';

/** Shows all namespaces again; nothing where all are shown. */
export function ClearFilter() {
  const texts = useTexts(pageTexts);
  const { names, choose } = useNamespaceFilter();
  if (names.length === 0) return null;
  return (
    <Button className="mt-3" onClick={() => choose([])}>
      <FilterX aria-hidden size={14} />
      {texts.clearFilter}
    </Button>
  );
}
