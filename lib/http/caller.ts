import { AppError } from '../errors.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import type { ApiScope } from '../schemas/api-scope.ts';

/** Who calls the API. */
export type Caller = Viewer & {
  /** Null: a person with their own session, who may do everything. */
  scopes: readonly ApiScope[] | null;
};

/** @throws AppError forbidden when the caller's API token was not made for this */
export function requireScope(caller: Caller, scope: ApiScope): void {
  if (caller.scopes === null || caller.scopes.includes(scope)) return;
  throw new AppError('forbidden', `This API token may not do that: it needs the scope “${scope}”.`);
}
