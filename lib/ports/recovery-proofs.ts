/**
 * Says for a short while that the caller came by a mailed recovery link, and so may choose a password without the old
 * one. A session alone is no such proof: somebody may have left it open.
 */
export type RecoveryProofs = {
  open(userId: string): Promise<void>;
  isOpen(userId: string): Promise<boolean>;
  close(): Promise<void>;
};
