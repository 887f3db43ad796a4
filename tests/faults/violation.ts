/** Lost: an original, or what was acknowledged. Leaked: bytes that nothing accounts for. Broken: all else. */
export const KINDS = ['lost', 'leaked', 'broken'] as const;
export type Violation = { kind: (typeof KINDS)[number]; what: string };
