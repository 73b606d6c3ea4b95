/** A wake-up: shortens a wait, never carries the truth. Raising it without a waiter is remembered once. */
export interface Signal {
  raise(): void;
  /** Ends when the signal is raised, after `ms`, or when `stop` is aborted; whichever is first. */
  wait(ms: number, stop?: AbortSignal): Promise<void>;
}

export function createSignal(): Signal {
  let raised = false;
  let wake: (() => void) | undefined;
  return {
    raise() {
      raised = true;
      wake?.();
    },
    async wait(ms, stop) {
      if (!raised && !stop?.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          stop?.addEventListener('abort', () => resolve(), { once: true });
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      raised = false;
    },
  };
}
