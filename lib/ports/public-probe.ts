/** Asks the address that browsers use whether it still gives a file. */
export type PublicProbe = (bucket: string, key: string) => Promise<'dead' | 'cached' | 'unreachable'>;
