/** CodeMirror's own words in another language, by its English ones. */
const noPhrases: Readonly<Record<string, string>> = {};

/** What fields say in which code is written. */
export const en = {
  badQuery: 'Invalid PromQL.',
  phrases: noPhrases,
};

export type CodeTexts = typeof en;
