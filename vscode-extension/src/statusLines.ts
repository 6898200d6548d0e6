/** The words of the language status. */

import type { State } from "./server/life";

/** What the server tells of a document with `holewright/status`. */
export interface Told {
  readonly uri: string;
  readonly trusted: boolean;
  readonly engine: string;
  readonly model: string | null;
  /** Where the model is that may be asked; null where none is. */
  readonly host: string | null;
  /** Whether that is another machine. */
  readonly sends: boolean;
  /** Why the engine cannot be used as it is set. */
  readonly problem: string | null;
  /** What candidates are confined by; null where nothing was run yet. */
  readonly sandbox: string | null;
  readonly sandboxMeans: string | null;
  /** What was spent since the server started. */
  readonly spent: { readonly prompt: number; readonly completion: number };
}

/** One line, and what can be done about it. */
export interface Line {
  readonly text: string;
  readonly detail: string;
  readonly severity?: "information" | "warning" | "error";
  readonly busy?: boolean;
  readonly command: { readonly command: string; readonly title: string; readonly arguments?: unknown[] } | undefined;
}

const SHOW_LOG = { command: "holewright.showLog", title: "Show Log" };
const RESTART = { command: "holewright.restartServer", title: "Restart" };

export function serverLine(state: State, trusted: boolean): Line {
  switch (state.kind) {
    case "waiting":
      return { text: "Holewright", detail: "Starts when a sketch is there", command: undefined };
    case "starting":
      return { text: "Holewright", detail: "Starting…", busy: true, command: SHOW_LOG };
    case "missing":
      return { text: "Holewright", ...short(state.missing.help), severity: "error" };
    case "failed":
      return { text: "Holewright", detail: "The server does not run", severity: "error", command: RESTART };
    case "running":
      return trusted
        ? { text: "Holewright", detail: "Running", command: SHOW_LOG }
        : {
            text: "Restricted",
            detail: "Nothing is run or sent",
            severity: "warning",
            command: { command: "workbench.trust.manage", title: "Manage Trust" },
          };
  }
}

/** What is missing, in a few words: there is room for no more, and the message has said it all. */
function short(help: "setting" | "python"): Pick<Line, "detail" | "command"> {
  return help === "setting"
    ? { detail: "No server was found", command: settings("holewright.server.path", "Open Setting") }
    : {
        detail: "No Python that will do",
        command: { command: "holewright.selectInterpreter", title: "Select Interpreter" },
      };
}

export function engineLine(told: Told | undefined): Line {
  const command = settings("holewright.engine", "Settings");
  if (told === undefined) return { text: "Engine", detail: "Not known yet", command };
  if (told.problem !== null)
    return { text: `Engine: ${told.engine}`, detail: told.problem, severity: "warning", command };
  const text = `Engine: ${told.engine}${told.model === null ? "" : ` · ${told.model}`}`;
  const detail = told.sends && told.host !== null ? `May send holes to ${told.host}` : "Nothing leaves this machine";
  return { text, detail, command };
}

/** What each tier means, in the few words that there is room for. */
const IN_SHORT: Readonly<Record<string, string>> = {
  full: "Candidates see their modules alone",
  bubblewrap: "Candidates see their modules alone",
  landlock: "Candidates see names of files, no more",
  seatbelt: "Memory is not limited",
  interpreter: "A part of Python is run",
  limits: "NOT SANDBOXED",
  none: "Nothing is run",
};

export function sandboxLine(told: Told | undefined): Line {
  const command = settings("holewright.sandbox", "Settings");
  if (told === undefined || told.sandbox === null) {
    return { text: "Sandbox", detail: "Not known before something was run", command };
  }
  const weak = told.sandbox === "limits" || told.sandbox === "none";
  return {
    text: `Sandbox: ${told.sandbox}`,
    detail: IN_SHORT[told.sandbox] ?? told.sandboxMeans ?? "",
    severity: weak ? "warning" : "information",
    command,
  };
}

export function spentLine(tokens: number): Line {
  const text = tokens === 1 ? "1 token" : `${tokens.toLocaleString("en")} tokens`;
  return { text, detail: "Spent today", command: settings("holewright.budget", "Budget") };
}

function settings(query: string, title: string): NonNullable<Line["command"]> {
  return { command: "holewright.showSetting", title, arguments: [query] };
}
