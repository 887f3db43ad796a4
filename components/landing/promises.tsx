const PROMISES = [
  ['Uploaded', 'The stored bytes were hashed, and they match yours.'],
  ['Private', 'Nobody but you can see it. Every image starts here.'],
  ['Public', 'Anyone with the link can open it. Camera data and location are removed first.'],
  [
    'Taken back',
    'Gone at the source before the app says so, elsewhere within minutes. What somebody has saved, they have.',
  ],
  ['Deleted', 'The same, for good. Until then it waits in the trash for 30 days.'],
] as const;

/** One promise for each verb of the product. */
export function Promises() {
  return (
    <dl className="grid gap-x-8 gap-y-5 border-t pt-6 sm:grid-cols-2 lg:grid-cols-5 lg:gap-x-6">
      {PROMISES.map(([verb, promise]) => (
        <div key={verb} className="grid content-start gap-1">
          <dt className="font-semibold">{verb}</dt>
          <dd className="text-muted text-sm">{promise}</dd>
        </div>
      ))}
    </dl>
  );
}
