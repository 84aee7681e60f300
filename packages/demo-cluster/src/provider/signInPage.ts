import type { Account } from './accounts.ts';

/** A page with a button for each account; the form goes to the page's own address. */
export function signInPage(accounts: readonly Account[]): string {
  const buttons = accounts.map(
    ({ id, groups }) =>
      `<p><button name="account" value="${escaped(id)}">${escaped(id)}</button> ${escaped(groups.join(', '))}</p>`,
  );
  return page('Sign in to the demo', `<form method="post">${buttons.join('')}</form>`);
}

/** @param form the provider's own, named `op.logoutForm` */
export function signOutPage(form: string): string {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
  return page('Sign out of the demo', form + button);
}

const page = (title: string, content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${content}</html>`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
