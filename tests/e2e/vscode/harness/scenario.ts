/** What a scenario is: files, settings, a model, and what a person does with them. */

import type { Model, Question, Answer } from "./model.ts";
import type { Person } from "./person.ts";

export interface Scenario {
  /** What it shows, in a few words. */
  readonly title: string;
  /** The workspace, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Settings of the user, beside those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the model answers; without it none is set. */
  readonly model?: (question: Question) => Answer | Promise<Answer>;
  /** Whether the workspace is as untrusted as any unknown one; else it is trusted. */
  readonly untrusted?: boolean;
  /** Whether the tests inside the extension host are run. */
  readonly inHost?: boolean;
  run(stage: Stage): Promise<void>;
}

/** What a scenario acts on. */
export interface Stage {
  readonly person: Person;
  /** The workspace's folder. */
  readonly folder: string;
  /** The process of code-server, below which all others are. */
  readonly server: number;
  /** The model; there is one if the scenario says what it answers. */
  readonly model: Model;
  /** What the tests inside the extension host said, once they have passed; fails with it otherwise. */
  host(): Promise<string>;
  /** The text of a file of the workspace, as it is on disk; empty where there is none. */
  read(path: string): string;
  /** Says a figure: it is printed and kept. */
  measured(what: string, figure: number, unit: string): void;
}
