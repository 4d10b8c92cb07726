/** A short list of names as chips. */
export function Names({ names, none, label }: { names: readonly string[]; none: string; label: string }) {
  if (names.length === 0) return <p className="empty">{none}</p>;
  return (
    <ul className="chips" aria-label={label}>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
