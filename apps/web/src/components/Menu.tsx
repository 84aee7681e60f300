import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { FLOATING } from './floating.ts';

const ITEM =
  'relative flex min-h-8 items-center gap-2 rounded px-2 py-1 pr-3 wrap-anywhere outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-faint';

interface MenuProps {
  /** One focusable element that opens the menu. */
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            FLOATING,
            'max-h-(--radix-dropdown-menu-content-available-height) max-w-[calc(100vw-16px)] min-w-40 overflow-auto p-1',
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}

export function MenuItem({ onSelect, icon, children, disabled = false }: MenuItemProps) {
  return (
    <DropdownMenu.Item onSelect={onSelect} disabled={disabled} className={ITEM}>
      {icon !== undefined && <span className="text-muted">{icon}</span>}
      {children}
    </DropdownMenu.Item>
  );
}

interface MenuRadioProps<T extends string> {
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChoose: (value: T) => void;
}

/** A choice of one among several. */
export function MenuRadio<T extends string>({ value, choices, onChoose }: MenuRadioProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          onSelect={() => onChoose(choice.value)}
          className={classNames(ITEM, 'pl-8')}
        >
          <DropdownMenu.ItemIndicator className="absolute left-2 text-accent">
            <Check aria-hidden size={14} />
          </DropdownMenu.ItemIndicator>
          {choice.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

interface MenuCheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** An item that is on or off; the menu stays open. */
export function MenuCheckbox({ checked, onChange, children }: MenuCheckboxProps) {
  return (
    <DropdownMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={classNames(ITEM, 'pl-8')}
    >
      <DropdownMenu.ItemIndicator className="absolute left-2 text-accent">
        <Check aria-hidden size={14} />
      </DropdownMenu.ItemIndicator>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}
