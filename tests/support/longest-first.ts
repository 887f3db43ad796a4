import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Suites that take minutes. Vitest knows durations of earlier runs only, and goes by the size of a file where there are
 * none: some of the longest are short files, and would run alone at the end while the other processors idle.
 */
const LONG = [
  'tests/faults',
  'tests/model-drift',
  'tests/fault-guards',
  'tests/corpus',
  'tests/launcher',
  'lib/model/search',
];

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return rank === -1 ? LONG.length : rank;
}

/** Vitest's own order within what it keeps together, but the longest suites begin. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...byProject.values()].flatMap((specs) => specs.toSorted((a, b) => rankOf(a) - rankOf(b)));
  }
}
