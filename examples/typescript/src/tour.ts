// Signs in, writes, pages and exports:
//
//     npx tsx src/tour.ts grpc http://localhost:50051
//     npx tsx src/tour.ts connect http://localhost:8081
//     npx tsx src/tour.ts grpc-web http://localhost:8081

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Code, ConnectError, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";

import { AuthService } from "../generated/campus/identity/v1/auth_service_pb.js";
import { Post_State } from "../generated/campus/publishing/v1/post_pb.js";
import { PostService } from "../generated/campus/publishing/v1/post_service_pb.js";
import { campus, pages, reason, Session } from "./campus.js";

const PASSWORD = "correct horse battery";

const transports: Record<string, (baseUrl: string, interceptors?: Interceptor[]) => Transport> = {
  grpc: (baseUrl, interceptors = []) => createGrpcTransport({ baseUrl, interceptors }),
  connect: (baseUrl, interceptors = []) => createConnectTransport({ baseUrl, interceptors, httpVersion: "1.1" }),
  "grpc-web": (baseUrl, interceptors = []) => createGrpcWebTransport({ baseUrl, interceptors, httpVersion: "1.1" }),
};

/** A network that loses the first answer to CreatePost: the server has done the call, the client cannot know. */
function losesOneAnswer(requestIds: string[]): Interceptor {
  return (next) => async (request) => {
    const answer = await next(request);
    if (request.method.name === "CreatePost") {
      requestIds.push((request.message as unknown as { requestId: string }).requestId);
      if (requestIds.length === 1) {
        throw new ConnectError("the connection broke", Code.Unavailable);
      }
    }
    return answer;
  };
}

async function tour(protocol: string, url: string): Promise<void> {
  const open = transports[protocol];
  const plain = open(url);

  // Register, sign in.
  const username = "ada-" + randomUUID().slice(0, 8);
  const auth = createClient(AuthService, plain);
  await auth.register({
    user: { username, email: username + "@example.org", profile: { fullName: "Ada Lovelace" } },
    password: PASSWORD,
  });
  const session = await Session.signIn(plain, username, PASSWORD);
  console.log("signed in as", username);

  // An access token that is no longer valid: calls at once refresh the session once.
  session.tokens = { ...session.tokens, accessToken: "expired" };
  const requestIds: string[] = [];
  const posts = createClient(PostService, open(url, [campus(session), losesOneAnswer(requestIds)]));
  await Promise.all([1, 2, 3].map(() => posts.listPosts({ parent: "members/me" })));
  assert.notEqual(session.tokens.accessToken, "expired");
  console.log("refreshed the session");

  // A write whose answer got lost is made again under the same request_id, and done once.
  const state = Post_State.PUBLISHED;
  const post = await posts.createPost({ post: { title: "Notes", state } });
  assert.equal(requestIds.length, 2);
  assert.equal(requestIds[0], requestIds[1]);
  console.log("wrote", post.name, "in two attempts");

  await posts.batchCreatePosts({ requests: [1, 2, 3, 4].map((n) => ({ post: { title: `Note ${n}`, state } })) });
  const titles = [];
  for await (const page of pages(posts.listPosts, { parent: "members/me", pageSize: 2 })) {
    titles.push(...page.posts.map((listed) => listed.title));
  }
  assert.deepEqual(titles, ["Notes", "Note 1", "Note 2", "Note 3", "Note 4"]);
  console.log("listed", titles.length, "posts over pages of 2");

  // After an interruption, `after` with the last name goes on.
  let exported = 0;
  for await (const next of posts.exportPosts({ parent: "members/me", readMask: { paths: ["title"] } })) {
    exported += next.title ? 1 : 0;
  }
  assert.equal(exported, 5);
  console.log("exported", exported, "posts");

  await assert.rejects(posts.createPost({ post: { title: "" } }), (failure) => {
    const { code, message } = ConnectError.from(failure);
    console.log("refused,", Code[code] + ":", reason(ConnectError.from(failure)), "-", message);
    return code === Code.InvalidArgument;
  });
}

const [protocol, url] = process.argv.slice(2);
if (!(protocol in transports) || !url) {
  console.error(`usage: tsx src/tour.ts ${Object.keys(transports).join("|")} URL`);
  process.exit(2);
}
await tour(protocol, url);
