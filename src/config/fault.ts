/** What is wrong with one setting, to stand behind its name: `must be a whole number`. Returned, never thrown. */
export class Fault {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}
