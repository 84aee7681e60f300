/** A length of time as kubectl's AGE columns print it (HumanDuration in apimachinery's util/duration). @param seconds may be fractional */
export function humanDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < -1) return '<invalid>';
  if (whole < 0) return '0s';
  if (whole < 120) return `${String(whole)}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return inTwoUnits(minutes, 'm', whole % 60, 's');
  if (minutes < 180) return `${String(minutes)}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return inTwoUnits(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${String(hours)}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return inTwoUnits(days, 'd', hours % 24, 'h');
  const years = Math.floor(days / 365);
  if (years < 2) return `${String(days)}d`;
  return years < 8 ? inTwoUnits(years, 'y', days % 365, 'd') : `${String(years)}y`;
}

function inTwoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return `${String(large)}${largeUnit}${small ? `${String(small)}${smallUnit}` : ''}`;
}

/** How long ago an RFC 3339 time was. @param now Unix seconds */
export function ageOf(timestamp: string, now: number): string {
  const milliseconds = Date.parse(timestamp);
  return Number.isNaN(milliseconds) ? '<unknown>' : humanDuration(now - milliseconds / 1000);
}
