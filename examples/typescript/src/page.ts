// A page that signs in and lists the newest posts. `npm run page` bundles it, and index.html shows it.

import { ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";

import { PostService } from "../generated/campus/publishing/v1/post_service_pb.js";
import { campus, pages, Session } from "./campus.js";

const MOST = 200;

const form = document.querySelector("form")!;
const list = document.querySelector("ul")!;
const message = document.querySelector("output")!;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const baseUrl = String(given.get("server"));
  const transport = given.get("protocol") === "grpc-web" ? createGrpcWebTransport : createConnectTransport;
  try {
    const session = await Session.signIn(
      transport({ baseUrl }),
      String(given.get("login")),
      String(given.get("password")),
    );
    const posts = createClient(PostService, transport({ baseUrl, interceptors: [campus(session)] }));
    list.replaceChildren();
    const request = { orderBy: "publish_time desc", pageSize: 50, readMask: { paths: ["title", "author.username"] } };
    for await (const page of pages(posts.listPosts, request)) {
      for (const post of page.posts) {
        const item = document.createElement("li");
        item.textContent = `${post.title} (${post.author?.username})`;
        list.append(item);
      }
      if (list.childElementCount >= MOST) {
        break;
      }
    }
    message.value = `${list.childElementCount} posts`;
  } catch (error) {
    message.value = ConnectError.from(error).message;
  }
});
