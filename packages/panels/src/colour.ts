/** Red, green and blue (0–255) of `#rgb`, `#rrggbb` or `#rrggbbaa`; what is no such colour is black. */
function channels(colour: string): readonly number[] {
  const hex = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1, 7);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) || 0);
}

/** `colour` with a `share` (0–1) of `other` in it, both in hexadecimal digits (`#rgb`, `#rrggbb`); the result is `#rrggbb`. */
export function mix(colour: string, other: string, share: number): string {
  const to = channels(other);
  const mixed = channels(colour).map((channel, index) =>
    Math.round(channel + ((to[index] ?? channel) - channel) * share),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** WCAG's relative luminance, 0–1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast ratio, 1–21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Black or white, whichever stands out more from `ground`. */
export function textOn(ground: string): string {
  return luminance(ground) > 0.179 ? '#000000' : '#ffffff';
}

const READABLE = 4.5;

/** `colour` as text on `ground`: with as much `ink` in it as WCAG's AA asks for. */
export function legible(colour: string, ground: string, ink: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const text = mix(colour, ink, share);
    if (contrast(text, ground) >= READABLE) return text;
  }
  return ink;
}
