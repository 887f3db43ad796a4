/** What is counted by the hour; each for itself. */
export type RateName = 'uploads' | 'completions';
