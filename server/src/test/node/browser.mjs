// A browser signs in on /docs and publishes a post there; then a page of another origin lists it over Connect and over
// gRPC-Web.
//
// node browser.mjs CHROMIUM SERVER PAGE

import { chromium } from "playwright-core";

const [executablePath, server, page] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const docs = await browser.newPage();
  docs.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) {
      throw new Error(message.text());
    }
  });
  await docs.goto(`${server}/docs`);
  await docs.fill("#login", "ada");
  await docs.fill("#password", "correct horse battery");
  await docs.click("#sign-in button");
  await docs.waitForSelector("#signed-in:not([hidden])");
  console.log(`signed in as ${await docs.textContent("#username")}`);

  const operation = "#operations-PostService-PostService_CreatePost";
  await docs.click("#operations-tag-PostService");
  await docs.click(`${operation} .opblock-summary-control`);
  await docs.click(`${operation} .execute`);
  await docs.waitForSelector(`${operation} .live-responses-table .response`);
  const status = await docs.textContent(`${operation} .live-responses-table .response .response-col_status`);
  console.log(`published: ${status.trim().slice(0, 3)}`);
  for (const command of ["buf", "grpcurl"]) {
    await docs.click(`${operation} .request-snippets :text-is("${command}")`);
    const text = await docs.textContent(`${operation} .request-snippets pre`);
    console.log(`${command}: ${text.includes("campus.publishing.v1.PostService/CreatePost")}`);
  }

  for (const protocol of ["connect", "grpc-web"]) {
    const other = await browser.newPage();
    await other.goto(page);
    await other.fill("[name=server]", server);
    await other.fill("[name=login]", "ada");
    await other.fill("[name=password]", "correct horse battery");
    await other.selectOption("[name=protocol]", protocol);
    await other.click("button");
    await other.waitForSelector("li");
    console.log(`${protocol}: ${await other.textContent("li")}`);
  }
} finally {
  await browser.close();
}
