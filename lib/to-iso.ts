/** PostgreSQL writes offsets and microseconds; DTOs carry UTC with milliseconds. */
export const toIso = (timestamp: string): string => new Date(timestamp).toISOString();
