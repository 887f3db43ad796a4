import { AppError } from '../errors.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import type { ApiScope } from '../schemas/api-scope.ts';

/** Who calls the API. */
export type Caller = Viewer & {
  /** Null: a person with their own session, who may do everything. */
  scopes: readonly ApiScope[] | null;
};

/** @throws AppError forbidden when the caller's API token was not made for any of this */
export function requireScope({ scopes }: Caller, ...needed: ApiScope[]): void {
  if (scopes === null || needed.some((scope) => scopes.includes(scope))) return;
  const words = needed.map((scope) => `“${scope}”`).join(' or ');
  throw new AppError('forbidden', `This API token may not do that: it needs the scope ${words}.`);
}
