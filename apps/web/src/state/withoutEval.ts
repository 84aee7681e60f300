/**
 * Zod would make itself faster with `eval`; the pages' policy keeps that out, and reports that it was tried. Zod takes what
 * it finds here as its settings (https://github.com/colinhacks/zod/pull/5889) once it is loaded, which few pages need.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
