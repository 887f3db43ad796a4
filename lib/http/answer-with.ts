/** Lists and details carry signed addresses of one person: no cache keeps them. */
export const ANSWER_HEADERS = { 'cache-control': 'private, no-store' };

/** A JSON answer. */
export const answerWith = (status: number, body: unknown): Response =>
  Response.json(body, { status, headers: ANSWER_HEADERS });
