const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface KeyPress {
  readonly key: string;
  readonly target: EventTarget;
  readonly preventDefault: () => void;
}

/** Arrow keys move the focus from a table's cell to the next that has something to focus. */
export function moveInGrid({ key, target, preventDefault }: KeyPress): void {
  const step = STEPS[key];
  const cell = target instanceof HTMLElement ? target.closest('td') : null;
  const row = cell?.parentElement;
  if (step === undefined || !cell || !(row instanceof HTMLTableRowElement)) return;
  const rows = [...(row.parentElement?.children ?? [])].filter((one) => one instanceof HTMLTableRowElement);
  let y = rows.indexOf(row);
  let x = cell.cellIndex;
  for (;;) {
    y += step[0];
    x += step[1];
    const next = rows[y]?.cells[x];
    if (next === undefined) return;
    const control = next.querySelector<HTMLElement>('a, button');
    if (control === null) continue;
    preventDefault();
    control.focus();
    return;
  }
}
