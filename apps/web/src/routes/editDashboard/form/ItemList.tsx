import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../components/Button.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { withMoved } from './fieldValues.ts';

interface ItemListProps<T> {
  readonly items: readonly T[];
  readonly nameOf: (item: T, index: number) => string;
  /** What adds one, and what it adds. */
  readonly add: readonly (readonly [label: string, create: () => T])[];
  /** @param changed which item has other fields; null where one came, went or moved */
  readonly onChange: (items: readonly T[], changed: number | null) => void;
  readonly children: (item: T, set: (item: T) => void, index: number) => ReactNode;
}

/** Things of one kind, each with its fields, in an order that matters. */
export function ItemList<T>({ items, nameOf, add, onChange, children }: ItemListProps<T>) {
  const texts = useTexts(editTexts);
  return (
    <div className="flex flex-col gap-2">
      {items.map((item, index) => {
        const name = nameOf(item, index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no names of their own that would last
          <div key={index} className="flex flex-col gap-2 rounded-md border p-2">
            <div className="flex items-center gap-1">
              <span className="min-w-0 flex-1 truncate text-sm font-semibold">{name}</span>
              <Tool
                label={texts.moveUp(name)}
                disabled={index === 0}
                onClick={() => onChange(withMoved(items, index, index - 1), null)}
              >
                <ArrowUp aria-hidden size={14} />
              </Tool>
              <Tool
                label={texts.moveDown(name)}
                disabled={index === items.length - 1}
                onClick={() => onChange(withMoved(items, index, index + 1), null)}
              >
                <ArrowDown aria-hidden size={14} />
              </Tool>
              <Tool
                label={texts.removeOf(name)}
                onClick={() =>
                  onChange(
                    items.filter((_, at) => at !== index),
                    null,
                  )
                }
              >
                <Trash2 aria-hidden size={14} />
              </Tool>
            </div>
            {children(
              item,
              (next) =>
                onChange(
                  items.map((one, at) => (at === index ? next : one)),
                  index,
                ),
              index,
            )}
          </div>
        );
      })}
      <div className="flex flex-wrap gap-2">
        {add.map(([label, create]) => (
          <Button key={label} onClick={() => onChange([...items, create()], null)}>
            <Plus aria-hidden size={14} />
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <Button
      variant="quiet"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="!size-7 !px-0"
    >
      {children}
    </Button>
  );
}
