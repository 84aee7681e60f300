import { load, loadAll } from 'js-yaml';

/** @param {string} text @returns {any} what the one document of a text holds */
export const readYaml = (text) => load(text);

/** @param {string} text @returns {any[]} what each document of a text holds */
export const readYamlDocuments = (text) => loadAll(text);
