import type { CellResult } from './run-cells.ts';
import { KINDS } from './violation.ts';

/** Per operation: cells run, and cells with something lost, leaked or broken. `missed`: the step did not come. */
export function formatTable(results: CellResult[]): string {
  const header = ['operation', 'cells', ...KINDS, 'missed'];
  const names = [...new Set(results.map(({ operation }) => operation.name))];
  const rows = names.map((name) =>
    rowOf(
      name,
      results.filter(({ operation }) => operation.name === name),
    ),
  );
  const lines = [header, ...rows, rowOf('all', results)];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function rowOf(name: string, results: CellResult[]): string[] {
  const counts = KINDS.map(
    (kind) => results.filter(({ violations }) => violations.some((v) => v.kind === kind)).length,
  );
  const missed = results.filter(({ hasHappened }) => !hasHappened).length;
  return [name, ...[results.length, ...counts, missed].map(String)];
}
