import { dirname, join, normalize } from 'node:path';

/** A source file: its path from the root of the checkout, with slashes, and its text. */
export type Source = { path: string; text: string };
/** Gives what is wrong, in words; nothing for files that it has no opinion on. */
export type Rule = (source: Source) => string[];

export type Import = {
  /** A path from the root of the checkout without its ending, or the name of a package. */
  target: string;
  isLocal: boolean;
  /** Gone after compilation. */
  isTypeOnly: boolean;
};

const IMPORT =
  /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|new URL\('(\.[^']+)', import\.meta\.url\)/gm;

/** Every import, re-export, dynamic import and worker address of a file. */
export function listImports({ path, text }: Source): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, statically, dynamically, worker]) => {
    const specifier = statically ?? dynamically ?? worker ?? '';
    const isLocal = /^(\.|@\/)/.test(specifier);
    const place = specifier.startsWith('@/') ? specifier.slice(2) : normalize(join(dirname(path), specifier));
    return {
      target: isLocal ? place.replace(/\.[mc]?[jt]sx?$/, '') : specifier,
      isLocal,
      isTypeOnly: type !== undefined,
    };
  });
}

type ImportRule = {
  /** Files that it is about. */
  of: RegExp;
  /** Local modules that may be imported. */
  local: RegExp;
  /** Local modules of which types alone may be imported. */
  types?: RegExp;
  packages: RegExp;
  /** `file → import` with the reason why it stands all the same. */
  exceptions?: Record<string, string>;
};

/** What the files of one part may import. */
export function mayImport({ of, local, types, packages, exceptions = {} }: ImportRule): Rule {
  return (source) => {
    if (!of.test(source.path)) return [];
    return listImports(source).flatMap(({ target, isLocal, isTypeOnly }) => {
      const allowed = isLocal
        ? local.test(target) || (isTypeOnly && types?.test(target) === true)
        : packages.test(target);
      return allowed || `${source.path} → ${target}` in exceptions ? [] : [`${source.path} imports ${target}`];
    });
  };
}

/** Only the files named by `except` may match. */
export function mayNotContain(of: RegExp, pattern: RegExp, except: Record<string, string> = {}): Rule {
  return ({ path, text }) =>
    of.test(path) && !(path in except) && pattern.test(text) ? [`${path} has ${pattern}`] : [];
}

export function mustContain(of: RegExp, pattern: RegExp, except: Record<string, string> = {}): Rule {
  return ({ path, text }) =>
    of.test(path) && !(path in except) && !pattern.test(text) ? [`${path} lacks ${pattern}`] : [];
}

export function mayHaveLines(of: RegExp, maxLines: number): Rule {
  return ({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return of.test(path) && lines > maxLines ? [`${path} has ${lines} lines, at most ${maxLines} are wanted`] : [];
  };
}
