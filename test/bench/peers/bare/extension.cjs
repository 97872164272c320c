// The least a form can be: a webview with one control of the toolkit. The floor of opening a form. And a command for the real one, and one that says how
// much memory the extension host takes in which both run.
const { readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const process = require('node:process');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
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
      // One that is completed is read: it has no form.
      const open = readdirSync(folder)
        .map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
        .filter(({ text }) => !text.includes('"incident.completed"'));
      const [largest] = open.sort((a, b) => b.text.length - a.text.length);
      return vscode.commands.executeCommand('faultline.openIncident', { id: largest.name.replace('.json', '') });
    }),
    vscode.commands.registerCommand('faultlineBench.memory', () => {
      // What is garbage counts for nothing.
      setFlagsFromString('--expose-gc');
      runInNewContext('gc')();
      const file = path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, 'memory.json');
      const { heapUsed, external, rss } = process.memoryUsage();
      writeFileSync(`${file}~`, JSON.stringify({ heap: heapUsed + external, resident: rss, peak: process.resourceUsage().maxRSS * 1024 }));
      renameSync(`${file}~`, file);
    }),
  );
};
