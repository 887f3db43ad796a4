export type SignInLimiter = {
  /** Counts an attempt before it is made: 0, or the seconds to wait before the next. */
  reserve(email: string, address: string): Promise<number>;
  /** After a right password: this account's attempts from this address no longer count. */
  forget(email: string, address: string): Promise<void>;
};
