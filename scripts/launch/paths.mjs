// @ts-check
import { fileURLToPath } from 'node:url';

/** The repository's root, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The pinned Node that npm installs: runs everything but the launcher itself. */
export const PINNED_NODE = `${ROOT}/node_modules/.bin/node`;

export const NEXT_BIN = `${ROOT}/node_modules/next/dist/bin/next`;
/** The production server that `next build` leaves. */
export const APP_SERVER = `${ROOT}/.next/standalone/server.js`;
export const MIGRATIONS_DIR = `${ROOT}/supabase/migrations`;
