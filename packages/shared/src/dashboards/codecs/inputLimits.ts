/**
 * What one dashboard's file may be: far past any that people have written, far below what could hurt.
 * Reading YAML takes many times as long as JSON.
 */
export const INPUT_LIMITS = {
  characters: 2_000_000,
  yamlCharacters: 400_000,
  depth: 60,
  values: 200_000,
  aliases: 50,
} as const;
