/** Who came by a provider alone has no password; Auth does not tell them apart. */
export type HasPassword = (userId: string) => Promise<boolean>;
