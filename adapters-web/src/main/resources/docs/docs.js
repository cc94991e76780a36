"use strict";

// Signs in, keeps the session for this tab, and refreshes it when its token expires. Each operation can be copied as a
// command of curl, buf or grpcurl.
(() => {
  const SESSION = "campus-session";
  const byId = (id) => document.getElementById(id);

  const session = {
    get: () => JSON.parse(sessionStorage.getItem(SESSION)),
    set: (value) => sessionStorage.setItem(SESSION, JSON.stringify(value)),
    clear: () => sessionStorage.removeItem(SESSION),
  };

  async function post(path, body) {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.error.message);
    }
    return answer;
  }

  function show() {
    const current = session.get();
    byId("sign-in").hidden = current !== null;
    byId("signed-in").hidden = current === null;
    byId("username").textContent = current === null ? "" : current.username;
  }

  byId("sign-in").addEventListener("submit", async (event) => {
    event.preventDefault();
    byId("problem").textContent = "";
    try {
      const answer = await post("/v1/auth:signIn", {
        login: byId("login").value,
        password: byId("password").value,
      });
      session.set({ username: answer.user.username, ...answer.session });
      byId("password").value = "";
      show();
    } catch (error) {
      byId("problem").textContent = error.message;
    }
  });

  byId("sign-out").addEventListener("click", async () => {
    const current = session.get();
    session.clear();
    show();
    await fetch("/v1/auth:signOut", {
      method: "POST",
      headers: { authorization: `Bearer ${current.accessToken}` },
    });
  });

  // A refresh token works once: so calls at the same time share one refresh.
  let refreshing = null;

  function refreshed() {
    refreshing ??= post("/v1/auth:refreshSession", { refreshToken: session.get().refreshToken })
      .then((answer) => session.set({ ...session.get(), ...answer.session }))
      .catch(() => session.clear())
      .finally(() => {
        refreshing = null;
        show();
      });
    return refreshing;
  }

  async function authorized(request) {
    const current = session.get();
    if (current === null || request.loadSpec) {
      return request;
    }
    if (Date.parse(current.accessExpireTime) < Date.now() + 10_000) {
      await refreshed();
    }
    const fresh = session.get();
    if (fresh !== null) {
      request.headers.authorization = `Bearer ${fresh.accessToken}`;
    }
    return request;
  }

  // Commands to copy.

  let operations = [];
  let grpcPort = 50051;

  function readOperations(document) {
    grpcPort = document["x-campus-grpc-port"];
    operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => ({
        verb: verb.toUpperCase(),
        pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+?")}$`),
        operation,
      })),
    );
  }

  function setPath(message, path, value) {
    const names = path.split(".");
    const last = names.pop();
    const holder = names.reduce((at, name) => (at[name] ??= {}), message);
    holder[last] = value;
  }

  function typed(operation, name, values) {
    const parameter = (operation.parameters ?? []).find((known) => known.name === name);
    const schema = parameter?.schema ?? {};
    const type = schema.items?.type ?? schema.type;
    const isJson = parameter?.["x-campus-json"] === true || ["integer", "boolean", "number"].includes(type);
    const one = (value) => (isJson ? JSON.parse(value) : value);
    return schema.type === "array" ? values.map(one) : one(values[0]);
  }

  // The method and the message of a request over HTTP, as gRPC would have them.
  function call(request) {
    const url = new URL(request.get("url"), location.href);
    const verb = request.get("method").toUpperCase();
    const found = operations.find((known) => known.verb === verb && known.pattern.test(url.pathname));
    if (found === undefined) {
      return null;
    }
    const operation = found.operation;
    const text = request.get("body");
    let body = {};
    try {
      body = text ? JSON.parse(typeof text === "string" ? text : JSON.stringify(text)) : {};
    } catch {
      // Half-written: the command shows the rest.
    }
    const field = operation["x-campus-body"];
    const message = field === "*" ? body : {};
    if (field !== "*" && field !== "") {
      message[field] = body;
    }
    for (const name of new Set(url.searchParams.keys())) {
      setPath(message, name, typed(operation, name, url.searchParams.getAll(name)));
    }
    const segments = url.pathname.replace(/:[^/]*$/, "").split("/").slice(1).map(decodeURIComponent);
    for (const [path, [from, to]] of Object.entries(operation["x-campus-variables"])) {
      setPath(message, path, segments.slice(from, to).join("/"));
    }
    return { method: operation["x-campus-method"], message };
  }

  const quoted = (text) => `'${text.replace(/'/g, "'\\''")}'`;

  function tokenOf(request) {
    const headers = request.get("headers");
    return headers?.get("authorization") ?? headers?.get("Authorization") ?? null;
  }

  function bufCommand(request) {
    const made = call(request);
    if (made === null) {
      return "";
    }
    const secure = location.protocol === "https:";
    return command(
      [`buf curl --protocol grpc${secure ? "" : " --http2-prior-knowledge"}`],
      request,
      made,
      quoted(`${location.protocol}//${location.hostname}:${grpcPort}/${made.method}`),
    );
  }

  function grpcurlCommand(request) {
    const made = call(request);
    if (made === null) {
      return "";
    }
    const secure = location.protocol === "https:";
    return command(
      [secure ? "grpcurl" : "grpcurl -plaintext"],
      request,
      made,
      `${location.hostname}:${grpcPort} ${made.method}`,
    );
  }

  function command(lines, request, made, target) {
    const token = tokenOf(request);
    if (token !== null) {
      lines.push(`  -H ${quoted(`authorization: ${token}`)}`);
    }
    lines.push(`  -d ${quoted(JSON.stringify(made.message))}`);
    lines.push(`  ${target}`);
    return lines.join(" \\\n");
  }

  const commands = () => ({
    fn: {
      requestSnippetGenerator_buf: bufCommand,
      requestSnippetGenerator_grpcurl: grpcurlCommand,
    },
  });

  show();
  SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#reference",
    deepLinking: true,
    docExpansion: "none",
    defaultModelsExpandDepth: -1,
    filter: true,
    tryItOutEnabled: true,
    requestInterceptor: authorized,
    requestSnippetsEnabled: true,
    requestSnippets: {
      generators: {
        curl_bash: { title: "curl", syntax: "bash" },
        buf: { title: "buf", syntax: "bash" },
        grpcurl: { title: "grpcurl", syntax: "bash" },
      },
      defaultExpanded: true,
      languages: ["curl_bash", "buf", "grpcurl"],
    },
    plugins: [commands],
    onComplete: () => {
      fetch("/openapi.json")
        .then((response) => response.json())
        .then(readOperations);
    },
  });
})();
