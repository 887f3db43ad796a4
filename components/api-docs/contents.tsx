import { type ApiDocument, operationsOf } from './api-document';

/** The way to every operation. */
export function Contents({ document }: { document: ApiDocument }) {
  return (
    <nav aria-label="Operations" className="grid content-start gap-4 text-sm">
      {document.tags.map(({ name }) => (
        <div key={name} className="grid gap-1">
          <p className="font-medium">{name}</p>
          <ul className="grid">
            {operationsOf(document, name).map(({ operation }) => (
              <li key={operation.operationId}>
                <a
                  href={`#${operation.operationId}`}
                  className="block rounded-sm py-0.5 text-muted transition-colors hover:text-text"
                >
                  {operation.summary}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
