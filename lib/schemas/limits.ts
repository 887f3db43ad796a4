/** Numbers that both sides know, apart from the schemas that check them: browsers have these without zod. */

/** As many as a list of assets gives at once when it is not asked for fewer. */
export const ASSETS_PER_PAGE = 100;

/** At most this many assets are changed by one request. */
export const MAX_ASSETS_PER_CHANGE = 100;

/** At most this many files are presigned by one request. */
export const MAX_FILES_PER_PRESIGN = 100;

/** Characters of an asset's name. */
export const MAX_NAME_LENGTH = 255;

/** Characters of a job's title. */
export const MAX_TITLE_LENGTH = 200;
