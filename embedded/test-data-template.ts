import { cpSync, existsSync } from 'node:fs';

/**
 * Spares a test the first start of PGlite, most of what a stack costs: a new data directory begins as a copy of the one
 * that `npm test` names. Migrations are not in it; whoever starts there applies them all. Without the name nothing
 * happens, and the start is a first one.
 */
export function copyDataTemplate(dataDirectory: string): void {
  const template = process.env.TEST_DATA_TEMPLATE;
  if (template && !existsSync(dataDirectory)) cpSync(template, dataDirectory, { recursive: true });
}
