const UNITS: Record<string, number> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3, tb: 1024 ** 4 };

/** Reads "1048576" and "1.5 GB", in the steps of 1024 that `formatBytes` writes. Null for anything else. */
export function parseBytes(text: string): number | null {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  const bytes = Math.round(Number(amount) * (UNITS[unit.toLowerCase()] ?? Number.NaN));
  return amount !== '' && Number.isSafeInteger(bytes) ? bytes : null;
}
