/** The first stop of the keyboard: past the bar, to the page itself. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2.5 focus:left-4 focus:z-60"
    >
      Skip to content
    </a>
  );
}
