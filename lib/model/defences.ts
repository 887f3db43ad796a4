/** What stands between a late or repeated step and the data. Taken away one by one, to see what each is good for. */
export type Defences = {
  /** Guard: an original is written once, and only while it is awaited. */
  guardsMasterWrites: boolean;
  /** Guard: no private variant before verification has begun, none of a late one, nor once the asset is on its way out. */
  guardsVariantWrites: boolean;
  /** Guard: public files only while publishing, and only those of this publication. */
  guardsPublicWrites: boolean;
  /** Guard: an original that is in use is not removed, nor are its variants. */
  guardsMasterRemovals: boolean;
  /** Guard: files that are being published, or are public, are not removed. */
  guardsPublicRemovals: boolean;
  /** private.lock_for_worker compares the generation. */
  comparesGeneration: boolean;
  /** private.lock_for_worker compares the lease token. */
  comparesToken: boolean;
  /** The finish_ functions look whether the files are stored, or gone, in the transaction that changes the status. */
  looksAtFiles: boolean;
};

export const ALL_DEFENCES: Defences = {
  guardsMasterWrites: true,
  guardsVariantWrites: true,
  guardsPublicWrites: true,
  guardsMasterRemovals: true,
  guardsPublicRemovals: true,
  comparesGeneration: true,
  comparesToken: true,
  looksAtFiles: true,
};

export const WITHOUT_GUARD: Defences = {
  ...ALL_DEFENCES,
  guardsMasterWrites: false,
  guardsVariantWrites: false,
  guardsPublicWrites: false,
  guardsMasterRemovals: false,
  guardsPublicRemovals: false,
};
