/** The key of the model's service: kept by the editor where secrets are kept, never in settings, and never written to a
 * log. The server is given it when it starts. */

import * as vscode from "vscode";

const NAME = "holewright.apiKey";

/** The variable by which the server is given the key. */
const VARIABLE = "HOLEWRIGHT_API_KEY";

/** What a server that is being started finds in its environment beside everything else. */
export async function keyInEnvironment(secrets: vscode.SecretStorage): Promise<Record<string, string>> {
  const key = await secrets.get(NAME);
  return key === undefined ? {} : { [VARIABLE]: key };
}

/** Asks for the key and keeps it. */
export async function setKey(secrets: vscode.SecretStorage): Promise<void> {
  const key = await vscode.window.showInputBox({
    title: "API key for the model",
    prompt: "It is kept where your editor keeps secrets, and given to nobody but the service that you chose.",
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" ? "A key is needed here; Escape leaves everything as it is." : undefined,
  });
  if (key === undefined) return;
  await secrets.store(NAME, key.trim());
}

/** Forgets the key. */
export async function clearKey(secrets: vscode.SecretStorage): Promise<void> {
  await secrets.delete(NAME);
  void vscode.window.showInformationMessage("Holewright has forgotten the API key.");
}

/** `changed` is called when the key is another one, also if that was done in another window. */
export function watchKey(secrets: vscode.SecretStorage, changed: () => void): vscode.Disposable {
  return secrets.onDidChange(({ key }) => {
    if (key === NAME) changed();
  });
}
