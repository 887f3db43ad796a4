import type { Provider } from '../schemas/account.ts';

/** Which providers the back end has configured; none while it cannot be asked. */
export type ListProviders = () => Promise<Provider[]>;
