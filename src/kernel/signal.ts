/** A wake-up: shortens a wait, never carries the truth. Raising it without a waiter is remembered once. */
export interface Signal {
  raise(): void;
  /** Ends when the signal is raised, after `ms`, or when `stop` is aborted; whichever is first. One waiter at a time. */
  wait(ms: number, stop?: AbortSignal): Promise<void>;
}

export function createSignal(): Signal {
  let raised = false;
  let wake = (): void => {};
  return {
    raise() {
      raised = true;
      wake();
    },
    async wait(ms, stop) {
      if (!raised && !stop?.aborted) {
        await new Promise<void>((resolve) => {
          wake = () => {
            clearTimeout(timer);
            stop?.removeEventListener('abort', wake);
            resolve();
          };
          const timer = setTimeout(wake, ms);
          stop?.addEventListener('abort', wake);
        });
      }
      wake = () => {};
      raised = false;
    },
  };
}
