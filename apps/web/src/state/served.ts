/** What the server told this page of itself in its `<meta>`s. */
const meta = (selector: string) => document.querySelector<HTMLMetaElement>(`meta${selector}`);

/** The path below which the console is, such as `/gpu`; empty where that is the host's root. */
export const basePath = meta('[name="base-path"]')?.content ?? '';

/** What a `<style>` has to show for the page's policy to let it in; undefined where there is no such policy. */
export const styleNonce = meta('[property="csp-nonce"]')?.nonce || undefined;
