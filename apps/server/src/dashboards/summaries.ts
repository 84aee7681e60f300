import type { Text } from '@gpu-console/shared/dashboards';
import type { Listing, Stored, StoredSummary } from './dashboardStore.ts';

/** Characters of a text, and tags, that a list says of a dashboard. */
const MAX_TEXT_LENGTH = 1000;
const MAX_TAGS = 20;
/** Of those that are no dashboards, a list names so many, and counts the rest. */
const MAX_UNREADABLE = 200;
/** Characters of why one is none. */
const MAX_REASON_LENGTH = 2000;

/** What a list says of a dashboard. */
export function summaryOf({ dashboard, updatedAt, object }: Stored): StoredSummary {
  const { id, title, description, tags, panels } = dashboard;
  return {
    dashboard: {
      id,
      title: shortText(title),
      ...(description === undefined ? {} : { description: shortText(description) }),
      ...(tags === undefined ? {} : { tags: tags.slice(0, MAX_TAGS) }),
    },
    panels: panels.length,
    updatedAt,
    object,
  };
}

/** As many of the unreadable as anybody reads. */
export function fewUnreadable(all: Listing['unreadable']): Listing['unreadable'] {
  const named = all
    .slice(0, MAX_UNREADABLE)
    .map(({ name, reason }) => ({ name, reason: short(reason, MAX_REASON_LENGTH) }));
  const more = all.length - named.length;
  return more === 0 ? named : [...named, { name: `${more} more`, reason: 'the list ends here' }];
}

function shortText(text: Text): Text {
  if (typeof text === 'string') return short(text, MAX_TEXT_LENGTH);
  return { en: short(text.en, MAX_TEXT_LENGTH), 'zh-CN': short(text['zh-CN'], MAX_TEXT_LENGTH) };
}

function short(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}
