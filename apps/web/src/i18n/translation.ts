import type { en } from './en.ts';

type IsSingular<Key> = Key extends `${string}_one` ? true : false;

/** The texts of a language without a singular form, key by key as English has them. */
type Texts<T> = {
  readonly [Key in keyof T as IsSingular<Key> extends true ? never : Key]: T[Key] extends string
    ? string
    : Texts<T[Key]>;
};

export type Translation = Texts<typeof en>;
