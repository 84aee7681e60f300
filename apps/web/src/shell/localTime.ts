const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Unix seconds as the value of a `datetime-local` input, in the reader's time zone. */
export function toLocalInput(time: number): string {
  const date = new Date(time * 1000);
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
  return `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The value of a `datetime-local` input as Unix seconds; undefined where it is empty. */
export function fromLocalInput(text: string): number | undefined {
  const milliseconds = new Date(text).getTime();
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
