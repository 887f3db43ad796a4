import { readFileSync, writeFileSync } from 'node:fs';

const MIB = 1024;

const readStatus = (pid: number, field: string): number => {
  const [, kilobytes] =
    new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${field}`);
  return Math.round(Number(kilobytes) / MIB);
};

/** Resident memory now and at most, in MiB. `measure` starts a new maximum first (Linux). */
export async function measurePeakMemory(
  pid: number,
  work: () => Promise<void>,
): Promise<{ before: number; peak: number }> {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = readStatus(pid, 'VmRSS');
  await work();
  return { before, peak: readStatus(pid, 'VmHWM') };
}
