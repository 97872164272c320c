// The least a form can be: a webview with one control of the toolkit. The floor of opening a form. And a command for the real one.
const { readdirSync, statSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

exports.activate = ({ extensionUri, subscriptions }) => {
  subscriptions.push(
    vscode.commands.registerCommand('faultlineBench.bare', () => {
      const panel = vscode.window.createWebviewPanel('faultlineBench.bare', 'Bare', vscode.ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: [extensionUri],
      });
      const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'page.js'));
      panel.webview.html = `<!DOCTYPE html><html><body><vscode-text-field></vscode-text-field><script src="${script}"></script></body></html>`;
    }),
    vscode.commands.registerCommand('faultlineBench.incident', () => {
      const folder = path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, '.faultline/incidents');
      const size = name => statSync(path.join(folder, name)).size;
      const [largest] = readdirSync(folder).sort((a, b) => size(b) - size(a));
      return vscode.commands.executeCommand('faultline.openIncident', { id: largest.replace('.json', '') });
    }),
  );
};
