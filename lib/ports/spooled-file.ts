/** A received file that waits on the local disk: its bytes are never whole in memory. */
export type SpooledFile = {
  /** The name that the sender gave it. */
  name: string;
  path: string;
  contentType: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
};

/** The bytes of a received file, which is at most as long as any upload. */
export type ReadSpooled = (file: SpooledFile) => Promise<Buffer>;
