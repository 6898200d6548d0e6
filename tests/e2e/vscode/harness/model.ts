/** A model that answers from a script: a server on loopback that speaks chat completions, streamed or not. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What is answered: a text, or nothing until the client leaves. */
export type Answer = string | typeof SILENCE;

export const SILENCE = Symbol("no answer");

export interface Question {
  /** The messages, one below the other. */
  readonly text: string;
  /** The key that was sent. */
  readonly key: string;
}

export interface Model {
  /** What a client is given as its base URL. */
  readonly address: string;
  readonly questions: readonly Question[];
  /** How many clients went away before they had their answer. */
  left(): number;
  close(): void;
}

export async function startModel(answer: (question: Question) => Answer | Promise<Answer>): Promise<Model> {
  const questions: Question[] = [];
  let left = 0;
  const server = createServer((request, response) => {
    response.on("close", () => {
      if (!response.writableFinished) left += 1;
    });
    void read(request).then(async (body) => {
      const { messages, stream } = JSON.parse(body) as { messages: { content: string }[]; stream?: boolean };
      const text = messages.map(({ content }) => content).join("\n\n");
      const question = { text, key: (request.headers.authorization ?? "").replace(/^Bearer /, "") };
      questions.push(question);
      const said = await answer(question);
      if (said !== SILENCE) (stream === true ? sendStream : send)(response, said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}/v1`,
    questions,
    left: () => left,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with the function that is asked for, out of those in `functions`, and with silence for any other. */
export function functions(sources: Readonly<Record<string, string>>): (question: Question) => Answer {
  return ({ text }) => {
    const name = /complete function `(\w+)`/.exec(text)?.[1] ?? "";
    const source = sources[name];
    return source === undefined ? SILENCE : `\`\`\`python\n${source.trim()}\n\`\`\``;
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

const ABOUT = { id: "1", created: 0, model: "scripted" };
const USAGE = { prompt_tokens: 400, completion_tokens: 60, total_tokens: 460 };

function send(response: ServerResponse, content: string): void {
  const message = { role: "assistant", content };
  response.setHeader("Content-Type", "application/json");
  const choices = [{ index: 0, message, finish_reason: "stop" }];
  response.end(JSON.stringify({ ...ABOUT, object: "chat.completion", choices, usage: USAGE }));
}

function sendStream(response: ServerResponse, content: string): void {
  response.setHeader("Content-Type", "text/event-stream");
  const event = (fields: object): void => {
    response.write(`data: ${JSON.stringify({ ...ABOUT, object: "chat.completion.chunk", ...fields })}\n\n`);
  };
  for (const piece of content.match(/[^]{1,12}/g) ?? []) {
    event({ choices: [{ index: 0, delta: { content: piece }, finish_reason: null }] });
  }
  event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  event({ choices: [], usage: USAGE });
  response.end("data: [DONE]\n\n");
}
