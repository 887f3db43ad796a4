const PREFIX = 12;

/** What an address carries so that other bytes under the same name have another address. */
export const versionOf = ({ sha256 }: { sha256: string }): string => sha256.slice(0, PREFIX);
