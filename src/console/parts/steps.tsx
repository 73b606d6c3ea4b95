/** Where something stands on its way: "Invited › Confirmed". */
export function Steps({
  label,
  steps,
  current,
}: {
  label: string;
  steps: { key: string; text: string }[];
  current: string;
}) {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map(({ key, text }) => (
        <li aria-current={key === current ? 'step' : undefined}>{text}</li>
      ))}
    </ol>
  );
}
