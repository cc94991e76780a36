// A client generated from /openapi.json registers, writes a post, and finds it.

import createClient from "openapi-fetch";

import type { paths } from "./api.js";

const baseUrl = process.argv[2];

const anonymous = createClient<paths>({ baseUrl });
const registered = await anonymous.POST("/v1/auth:register", {
  body: { user: { username: "generated", email: "generated@example.org" }, password: "correct horse battery" },
});
if (registered.data === undefined) {
  throw new Error(registered.error.error.message);
}
const campus = createClient<paths>({
  baseUrl,
  headers: { authorization: `Bearer ${registered.data.session?.accessToken}` },
});

const created = await campus.POST("/v1/posts", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: { title: "Generated", body: "by a tool", state: "PUBLISHED" },
});
const id = created.data?.name?.split("/")[1] ?? "";
const read = await campus.GET("/v1/posts/{post}", {
  params: { path: { post: id }, query: { read_mask: "title,author.username" } },
});
console.log(`${read.data?.title} by ${read.data?.author?.username}`);

const missing = await campus.GET("/v1/posts/{post}", {
  params: { path: { post: "01890a5d-ac96-774b-bcce-b302099a8057" } },
});
console.log(missing.error?.error.status);
