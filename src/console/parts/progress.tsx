/** How far something long has come. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <div class="progress">
      <label>
        <span>{label}</span>
        <progress value={done} max={Math.max(of, 1)} />
      </label>
    </div>
  );
}
