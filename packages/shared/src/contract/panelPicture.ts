import { z } from 'zod';

/** Unix seconds, or as Grafana's links have it: `now`, `now-6h`. */
const Timestamp = z
  .string()
  .check(
    z.regex(/^(now(-\d{1,6}[smhdw])?|\d{1,12}(\.\d{1,9})?)$/, 'must be Unix seconds, "now" or e.g. "now-6h"'),
  );

const pixels = (min: number, max: number, fallback: number) =>
  z.coerce.number<string>().int().min(min).max(max).default(fallback);

const OWN = {
  /** The beginning of what is shown; the dashboard's own without it, else six hours before `to`. */
  from: z.optional(Timestamp),
  to: z.optional(Timestamp),
  /** CSS pixels of the whole picture; a table is as wide as its columns. */
  width: pixels(200, 2000, 1000),
  /** CSS pixels of the drawing alone: title and legend come on top. */
  height: pixels(60, 1500, 320),
  /** Device pixels per CSS pixel. */
  scale: z.enum(['1', '2']).default('1').transform(Number),
  theme: z.enum(['light', 'dark']).default('light'),
  locale: z.enum(['en', 'zh-CN']).default('en'),
};

/** What is drawn, and how. `var-NAME=value`, once for each value, chooses those of a variable, as in the page's address. */
export const PanelPictureQuery = z
  .object(OWN)
  .catchall(z.union([z.string(), z.array(z.string())]))
  .check(
    z.refine(
      (query) => Object.keys(query).every((name) => Object.hasOwn(OWN, name) || /^var-\w+$/.test(name)),
      {
        error: `takes ${Object.keys(OWN).join(', ')} and var-NAME`,
      },
    ),
  );

/** The PNG's bytes. */
export const PanelPicture = z.string();

export type PanelPictureQuery = z.infer<typeof PanelPictureQuery>;
