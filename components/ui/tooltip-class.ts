export const tooltipClass =
  'pointer-events-none z-50 max-w-64 break-words rounded-md bg-text px-2 py-1 text-ground text-xs';
