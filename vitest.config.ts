import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findPostgres } from './scripts/launch/find-postgres.mjs';
import { EMBEDDED_SUITES, EXTERNAL } from './tests/support/external-back-end.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

const alias = {
  'server-only': fileURLToPath(new URL('./node_modules/server-only/empty.js', import.meta.url)),
  '@': fileURLToPath(new URL('.', import.meta.url)),
};

/** Each file has a stack of its own; more than two at once only wait for each other on small machines. */
const STACKS = { maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 };

/** About the launcher, mails, images, forms and documents: another database changes nothing. */
const SAME_ON_ANY_DATABASE = [
  'backup',
  'bad-input',
  'corpus',
  'curl-recipes',
  'docs-api',
  'doctor',
  'embedded-postgres',
  'external-back-end',
  'hosted-migrations',
  'launcher',
  'mail',
  'provision',
  'provider-sign-in',
  'sharex',
  'standalone',
  'streaming',
  'svg-disguises',
  'web-headers',
];

/** About what happens at the same time: PGlite has one connection and shows no race. */
const ON_POSTGRES_ALONE = ['faults', 'fault-guards'].map((name) => `tests/${name}.test.ts`);

/** Thousands of statements on one database, for which PostgreSQL needs a fraction of PGlite's time. */
const ON_POSTGRES_WHERE_THERE_IS_ONE = ['model-drift', 'ownership'].map((name) => `tests/${name}.test.ts`);

/** An external back end has one settings row: one suite at a time. */
const integration = EXTERNAL
  ? { exclude: Object.keys(EMBEDDED_SUITES).map((name) => `tests/${name}.test.ts`), ...STACKS, maxWorkers: 1 }
  : { exclude: [...ON_POSTGRES_ALONE, ...(findPostgres() ? ON_POSTGRES_WHERE_THERE_IS_ONE : [])], ...STACKS };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{app,components,lib,embedded,scripts,supabase}/**/*.test.ts'],
          // Vitest leaves one out, which would be half of two.
          maxWorkers: availableParallelism(),
          // Far above what they need: a busy machine is no reason to fail.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/*.test.ts'],
          globalSetup: 'tests/support/say-back-end.ts',
          ...integration,
        },
      },
      { resolve: { alias }, test: { name: 'contract', include: ['tests/contract/*.test.ts'], ...STACKS } },
      {
        resolve: { alias },
        test: {
          name: 'contract-postgres',
          include: ['tests/contract/*.test.ts'],
          globalSetup: 'tests/support/suite-postgres.ts',
          ...STACKS,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration-postgres',
          include: ['tests/*.test.ts'],
          exclude: SAME_ON_ANY_DATABASE.map((name) => `tests/${name}.test.ts`),
          globalSetup: 'tests/support/suite-postgres.ts',
          ...STACKS,
        },
      },
    ],
  },
});
