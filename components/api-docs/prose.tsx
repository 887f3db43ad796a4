/** Text with paragraphs and `code`, as descriptions in the API's document are written. */
export function Prose({ text }: { text: string }) {
  return text.split(/\n+/).map((paragraph) => (
    <p key={paragraph} className="not-first:mt-1.5">
      {paragraph.split(/(`[^`]+`)/).map((part) =>
        part.startsWith('`') ? (
          <code key={part} className="wrap-anywhere rounded-sm bg-sunken px-1 py-0.5 font-mono text-sm text-text">
            {part.slice(1, -1)}
          </code>
        ) : (
          part
        ),
      )}
    </p>
  ));
}
