/** The processes below one, as Linux lists them. */

import { readdirSync, readFileSync } from "node:fs";

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/** All below `root`, at any depth. */
export function below(root: number): Process[] {
  const children = new Map<number, Process[]>();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      children.set(parent, [...(children.get(parent) ?? []), { pid: Number(name), command }]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const found: Process[] = [];
  const visit = (pid: number): void => {
    for (const child of children.get(pid) ?? []) {
      found.push(child);
      visit(child.pid);
    }
  };
  visit(root);
  return found;
}

/** The language servers that run below `root`. */
export function languageServers(root: number): Process[] {
  return below(root).filter(({ command }) => /bundled\/libs\/holewright\.py lsp/.test(command));
}
