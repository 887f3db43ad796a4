import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  listImports,
  mayHaveLines,
  mayImport,
  mayNotContain,
  mustContain,
  type Rule,
  type Source,
} from '../tests/support/architecture-rules.ts';

/** Who may import what, and where secrets are read: the shape that ARCHITECTURE.md describes. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRY_FILES = ['proxy.ts', 'instrumentation.ts', 'next.config.ts'];
const FOLDERS = ['app', 'components', 'lib', 'embedded', 'scripts'];

const NO_PACKAGES = /^$/;
const CORE = /^lib\/(assets|jobs|sharing|branding|janitor|accounts|operator|settings|idempotency)\//;
/** No framework, no vendor, no I/O: the core may import it, and so may everybody. */
const PURE =
  /^lib\/(schemas\/|errors$|cursor$|map-in-parallel$|slots$|wait$|to-iso$|format-[\w-]+$|images\/(claimed-size|content-types|sniff|variant-sizes)$)/;
const WITHOUT_ZOD = /^lib\/schemas\/(clean-text|error-body|id|limits)$/;
const BROWSER_PACKAGES =
  /^(react|react-dom|next|next\/(link|navigation|image)|lucide-react|radix-ui|sonner|next-themes|class-variance-authority|clsx|tailwind-merge|react-dropzone|thumbhash|@tanstack\/react-virtual)$/;

const any = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'));

const RULES: Record<string, { rule: Rule; violation: Source }> = {
  'pages and routes use components and the services of lib, never an adapter': {
    rule: mayImport({
      of: /^app\//,
      local: any(/^(app|components)\//, PURE, /^lib\/(composition|session|env|(http|api)\/[\w/-]+)$/),
      packages: /^(react|next|next\/[\w/-]+|next-themes|zod|lucide-react|@fontsource[\w/-]*|node:crypto)$/,
    }),
    violation: {
      path: 'app/page.tsx',
      text: "import { createAssetStore } from '@/lib/adapters/supabase/asset-store';",
    },
  },
  'components know schemas and the browser-side code of uploads and downloads, nothing of the server': {
    rule: mayImport({
      of: /^components\//,
      local: any(/^components\//, PURE, /^lib\/(upload|download)\//),
      packages: BROWSER_PACKAGES,
    }),
    violation: { path: 'components/a.tsx', text: "import {\n  services,\n} from '@/lib/composition';" },
  },
  'what every visitor downloads knows schemas as types alone': {
    // Settings check their forms with zod: it is downloaded there, and nowhere else.
    rule: (source) =>
      /^(components\/(?!settings\/)|lib\/(upload|download)\/)/.test(source.path)
        ? listImports(source)
            .filter(({ target, isTypeOnly }) => target.startsWith('lib/schemas/') && !isTypeOnly)
            .filter(({ target }) => !WITHOUT_ZOD.test(target))
            .map(({ target }) => `${source.path} imports ${target}`)
        : [],
    violation: { path: 'components/job/a.ts', text: "import { type Asset, assetSchema } from '@/lib/schemas/asset';" },
  },
  'the upload code of the browser stands by itself': {
    rule: mayImport({ of: /^lib\/upload\//, local: any(PURE, /^lib\/upload\//), packages: /^hash-wasm$/ }),
    violation: { path: 'lib/upload/a.ts', text: "import { env } from '../env.ts';" },
  },
  'the download code of the browser stands by itself': {
    rule: mayImport({ of: /^lib\/download\//, local: any(PURE, /^lib\/download\//), packages: /^client-zip$/ }),
    violation: { path: 'lib/download/a.ts', text: "import { callApi } from '@/components/call/call-api';" },
  },
  'the core knows no framework and no vendor': {
    rule: mayImport({
      of: CORE,
      local: any(CORE, PURE, /^lib\/(ports\/|sha256-of$)/),
      // What pages may ask of the core is written down beside the core; settings are checked against the environment.
      types: /^lib\/(services|env)$/,
      packages: /^(zod|node:crypto)$/,
    }),
    violation: { path: 'lib/assets/a.ts', text: "const client = await import('@supabase/supabase-js');" },
  },
  'ports name types of the core and nothing that runs': {
    rule: mayImport({ of: /^lib\/ports\//, local: /^lib\/ports\//, types: any(CORE, PURE), packages: NO_PACKAGES }),
    violation: { path: 'lib/ports/a.ts', text: "import { cleanName } from '../assets/clean-name.ts';" },
  },
  'schemas are shared by both sides': {
    rule: mayImport({ of: /^lib\/schemas\//, local: /^lib\/(schemas\/|errors$)/, packages: /^zod$/ }),
    violation: { path: 'lib/schemas/a.ts', text: "import { headers } from 'next/headers';" },
  },
  'the API is described by schemas alone': {
    rule: mayImport({ of: /^lib\/api\//, local: /^lib\/(api|schemas)\/|^lib\/errors$/, packages: /^zod$/ }),
    violation: { path: 'lib/api/a.ts', text: "import { services } from '../composition.ts';" },
  },
  'the image code knows sharp and no more': {
    rule: mayImport({
      of: /^lib\/images\//,
      local: /^lib\/(images\/|errors$|slots$|schemas\/(clean-text|exif)$)/,
      packages: /^(server-only|sharp|thumbhash|node:zlib)$/,
    }),
    violation: { path: 'lib/images/a.ts', text: "import { log } from '../log.ts';" },
  },
  'adapters stand behind ports and use vendors': {
    rule: mayImport({
      of: /^lib\/adapters\//,
      local: any(PURE, /^lib\/(adapters|ports)\//, /^lib\/images\/(check-file|strip-metadata|render-tenant-image)$/),
      types: CORE,
      packages: /^(server-only|jose|zod|node:(crypto|fs|net)|@supabase\/(supabase-js|ssr)|next\/headers)$/,
      exceptions: {
        'lib/adapters/supabase/cookie-client.ts → lib/env': 'proxy.ts needs it before anything is composed',
        'lib/adapters/supabase/request-client.ts → lib/env': 'reads the cookies of the request under way',
        'lib/adapters/supabase/request-client.ts → lib/http/request-origins':
          'cookies are Secure where the caller came by https',
        'lib/adapters/supabase/request-client.ts → lib/http/client-address':
          'Auth counts its limits by the address of the caller',
      },
    }),
    violation: { path: 'lib/adapters/a.ts', text: "import { createJanitor } from '../janitor/janitor.ts';" },
  },
  'only the composition root wires adapters': {
    rule: (source) => {
      const exceptions: Record<string, string> = {
        'lib/composition.ts': 'the root',
        'lib/compose-operator.ts': 'the root of npm run admin, which runs outside of the app',
        'lib/compose-worker.ts': 'the part that both roots share',
        'proxy.ts': 'refreshes the session in cookies, outside of any request of the app',
        'scripts/provision.ts': 'prepares a back end, before there is an app',
      };
      if (source.path.startsWith('lib/adapters/') || source.path in exceptions) return [];
      const wired = listImports(source).filter(({ target }) => target.startsWith('lib/adapters/'));
      return wired.map(({ target }) => `${source.path} wires ${target}`);
    },
    violation: { path: 'lib/boot.ts', text: "import { rows } from './adapters/supabase/rows.ts';" },
  },
  'the model takes the workers of the core through their steps': {
    rule: mayImport({
      of: /^lib\/model\//,
      local: any(CORE, PURE, /^lib\/(model\/|sha256-of$)/),
      types: /^lib\/ports\//,
      packages: NO_PACKAGES,
    }),
    violation: {
      path: 'lib/model/a.ts',
      text: "import { callFunction } from '../adapters/supabase/call-function.ts';",
    },
  },
  'the product does not know the model of it': {
    rule: (source) =>
      source.path.startsWith('lib/model/')
        ? []
        : listImports(source)
            .filter(({ target }) => target.startsWith('lib/model/'))
            .map(({ target }) => `${source.path} imports ${target}`),
    violation: { path: 'lib/assets/a.ts', text: "import { search } from '../model/search.ts';" },
  },
  'the app does not know the embedded Supabase, nor scripts and tests': {
    rule: (source) =>
      /^(app|components|lib)\/|^(proxy|instrumentation|next\.config)\.ts$/.test(source.path)
        ? listImports(source)
            .filter(({ target }) => /^(embedded|scripts|tests|e2e)\/|^@supabase\/lite/.test(target))
            .map(({ target }) => `${source.path} imports ${target}`)
        : [],
    violation: { path: 'lib/a.ts', text: "import { start } from '../embedded/start.ts';" },
  },
  'the embedded Supabase does not know the app': {
    rule: (source) =>
      source.path.startsWith('embedded/')
        ? listImports(source)
            .filter(({ target, isLocal }) => isLocal && !target.startsWith('embedded/'))
            .map(({ target }) => `${source.path} imports ${target}`)
        : [],
    violation: { path: 'embedded/a.ts', text: "export * from '../lib/errors.ts';" },
  },
  'one module reads the environment': {
    rule: mayNotContain(/^(app|components|lib)\/|^proxy\.ts$|^instrumentation\.ts$/, /process\.env/, {
      'lib/env.ts': 'that one',
      'instrumentation.ts': 'NEXT_RUNTIME is replaced when the app is built',
    }),
    violation: { path: 'lib/a.ts', text: 'const key = process.env.SUPABASE_SERVICE_KEY;' },
  },
  'modules that touch secrets, cookies or adapters never reach the browser': {
    rule: (source) => {
      const serverSide =
        /^lib\/(adapters\/|(env|composition|compose-\w+|session|boot)\.ts$)/.test(source.path) ||
        listImports(source).some(
          ({ target, isTypeOnly }) =>
            !isTypeOnly && /^(sharp|next\/headers|lib\/(env|composition|session|log|adapters\/.*))$/.test(target),
        );
      return source.path.startsWith('lib/') && serverSide ? mustContain(/./, /^import 'server-only';$/m)(source) : [];
    },
    violation: { path: 'lib/http/a.ts', text: "import { cookies } from 'next/headers';" },
  },
  'server actions and routes are the only ways in': {
    rule: mayNotContain(/^(components|lib)\//, /^'use server';$/m),
    violation: { path: 'components/a.ts', text: "'use server';\n" },
  },
  'files are short': {
    rule: mayHaveLines(/^(app|components|lib|embedded|scripts)\//, 250),
    violation: { path: 'lib/a.ts', text: 'x\n'.repeat(251) },
  },
  'nothing is put off': {
    rule: mayNotContain(/./, /\b(TODO|FIXME|XXX|HACK)\b/),
    violation: { path: 'scripts/a.mjs', text: `// ${'TO'}DO later` },
  },
  'exports are named': {
    rule: mayNotContain(/^(components|lib|embedded|scripts)\//, /^export default /m),
    violation: { path: 'components/a.tsx', text: 'export default function A() {}' },
  },
};

function readSources(): Source[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return [...inFolders, ...ENTRY_FILES]
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !isOfTests(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Tests and what they alone use. */
const isOfTests = (path: string): boolean =>
  /\.test\.tsx?$|^lib\/upload\/fake-upload-server\.ts$|^embedded\/(test-server|storage\/storage-test-kit)\.ts$/.test(
    path,
  );

describe('the architecture', () => {
  const sources = readSources();

  it('looks at all sources', () => {
    expect(sources.length).toBeGreaterThan(200);
  });

  it.each(Object.entries(RULES))('%s', (_name, { rule, violation }) => {
    expect(rule(violation)).toHaveLength(1);
    expect(sources.flatMap(rule)).toEqual([]);
  });
});

describe('listImports', () => {
  it('finds every way to import', () => {
    const text = [
      "import 'server-only';",
      "import type { A } from './a.ts';",
      'import {\n  b,\n  type C,\n} from "@/ignored";',
      "import {\n  b,\n  type C,\n} from '@/components/b';",
      "export { d } from '../d.ts';",
      "const e = await import('hash-wasm');",
      "new Worker(new URL('./hash.worker.ts', import.meta.url));",
      "const text = 'import nothing';",
    ].join('\n');
    expect(listImports({ path: 'lib/upload/x.ts', text })).toEqual([
      { target: 'server-only', isLocal: false, isTypeOnly: false },
      { target: 'lib/upload/a', isLocal: true, isTypeOnly: true },
      { target: 'components/b', isLocal: true, isTypeOnly: false },
      { target: 'lib/d', isLocal: true, isTypeOnly: false },
      { target: 'hash-wasm', isLocal: false, isTypeOnly: false },
      { target: 'lib/upload/hash.worker', isLocal: true, isTypeOnly: false },
    ]);
  });
});
