/** The Holewright view: sketches, their holes, and what is asked of each. */

import * as vscode from "vscode";

import { rangeOf } from "../holes/places";
import type { Example, Hole, Property } from "../protocol";
import type { Sketches } from "../sketches";
import type { SketchFiles } from "./files";
import {
  contextOf,
  nameOf,
  oneLine,
  type Sign,
  signOfExample,
  signOfHole,
  signOfProperty,
  standingOf,
  standingOfExample,
  standingOfProperty,
  tooltipOfHole,
} from "./standing";

/** One line of the tree. It says what it stands for, and no more, so that it means the same in a later tree. */
export type Node =
  | { readonly kind: "sketch"; readonly uri: string }
  | { readonly kind: "hole"; readonly uri: string; readonly hole: string }
  | { readonly kind: "example"; readonly uri: string; readonly hole: string; readonly index: number }
  | { readonly kind: "property"; readonly uri: string; readonly hole: string; readonly index: number };

export const VIEW = "holewright.sketches";

export function registerTree(context: vscode.ExtensionContext, sketches: Sketches, files: SketchFiles): void {
  const changed = new vscode.EventEmitter<undefined>();
  const holeOf = (node: { uri: string; hole: string }): Hole | undefined =>
    sketches.get(node.uri)?.holes.find((hole) => hole.id === node.hole);

  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    async getChildren(node) {
      if (node === undefined) return files.all().map((uri): Node => ({ kind: "sketch", uri }));
      if (node.kind === "sketch") {
        // The holes come with what the server tells next.
        if (sketches.get(node.uri) === undefined) await files.read(node.uri);
        return (sketches.get(node.uri)?.holes ?? []).map((hole): Node => ({
          kind: "hole",
          uri: node.uri,
          hole: hole.id,
        }));
      }
      if (node.kind !== "hole") return [];
      const hole = holeOf(node);
      const at = { uri: node.uri, hole: node.hole };
      return [
        ...(hole?.examples ?? []).map((_, index): Node => ({ kind: "example", ...at, index })),
        ...(hole?.properties ?? []).map((_, index): Node => ({ kind: "property", ...at, index })),
      ];
    },
    getTreeItem(node) {
      if (node.kind === "sketch") return sketchItem(node.uri, sketches.get(node.uri)?.holes);
      const hole = holeOf(node);
      if (hole === undefined) return new vscode.TreeItem("");
      if (node.kind === "hole") return holeItem(node, hole);
      if (node.kind === "example") {
        const example = hole.examples[node.index];
        return example === undefined ? new vscode.TreeItem("") : exampleItem(node, example);
      }
      const property = hole.properties[node.index];
      return property === undefined ? new vscode.TreeItem("") : propertyItem(node, property);
    },
  };
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  const count = (): void => {
    const failing = sketches.all().flatMap((sketch) => sketch.holes.filter((hole) => hole.status === "failing"));
    view.badge = failing.length === 0 ? undefined : { value: failing.length, tooltip: `${failing.length} failing` };
  };
  const refresh = gathered(() => {
    changed.fire(undefined);
    count();
  });
  context.subscriptions.push(changed, view, files.onDidChange(refresh));
}

/** Calls that come together make one call: a server tells of many documents at once. */
function gathered(work: () => void): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    setTimeout(() => {
      waits = false;
      work();
    }, 50);
  };
}

function sketchItem(uri: string, holes: readonly Hole[] | undefined): vscode.TreeItem {
  const resource = vscode.Uri.parse(uri);
  const item = new vscode.TreeItem(resource, vscode.TreeItemCollapsibleState.Expanded);
  item.id = uri;
  if (holes === undefined) {
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  } else {
    const real = holes.filter((hole) => hole.kind !== "sketch");
    const verified = real.filter((hole) => hole.status === "verified").length;
    item.description = real.length === 0 ? "no holes" : `${verified}/${real.length} verified`;
  }
  item.contextValue = `sketch ${resource.path.endsWith(".anpl") ? "anpl" : "python"}`;
  item.tooltip = vscode.workspace.asRelativePath(resource);
  item.iconPath = vscode.ThemeIcon.File;
  return item;
}

function holeItem(node: { uri: string; hole: string }, hole: Hole): vscode.TreeItem {
  const leaf = hole.examples.length + hole.properties.length === 0;
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(nameOf(hole), leaf ? None : hole.status === "failing" ? Expanded : Collapsed);
  item.id = `${node.uri}\n${node.hole}`;
  item.description = standingOf(hole);
  item.contextValue = contextOf(hole);
  item.tooltip = new vscode.MarkdownString(tooltipOfHole(hole));
  item.iconPath = iconOf(signOfHole(hole));
  item.command = opens(node.uri, hole.range);
  item.accessibilityInformation = { label: `${hole.name}, ${hole.status}, ${standingOf(hole)}` };
  return item;
}

function exampleItem(node: Node & { kind: "example" }, example: Example): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(example.source));
  item.id = `${node.uri}\n${node.hole}\nexample ${node.index}`;
  item.description = standingOfExample(example);
  item.contextValue = `example ${example.verdict ?? "pending"}`;
  item.tooltip = example.message ?? `${example.source}\n${example.expected}`;
  item.iconPath = iconOf(signOfExample(example));
  item.command = opens(node.uri, example.range);
  return item;
}

function propertyItem(node: Node & { kind: "property" }, property: Property): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(property.source));
  item.id = `${node.uri}\n${node.hole}\nproperty ${node.index}`;
  item.description = standingOfProperty(property);
  item.contextValue = "property";
  item.tooltip = property.message ?? property.source;
  item.iconPath = iconOf(signOfProperty(property));
  item.command = opens(node.uri, property.range);
  return item;
}

function opens(uri: string, range: Hole["range"]): vscode.Command {
  const selection = new vscode.Range(rangeOf(range).start, rangeOf(range).start);
  return { command: "vscode.open", title: "Open", arguments: [vscode.Uri.parse(uri), { selection }] };
}

function iconOf({ icon, color }: Sign): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
