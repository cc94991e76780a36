package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.ListPostsResponse;
import campus.publishing.v1.Post;
import campus.server.testing.Condition;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers and scripts rely on, beyond what is the same as over gRPC. */
class WebIT {

  private static final String PAGE = "https://app.example.org";
  private static final String POSTS = "/campus.publishing.v1.PostService/";

  private static final TestDatabase DATABASE = TestDatabase.create(Engine.POSTGRES_18);

  private static final RunningCampus CAMPUS =
      RunningCampus.on(DATABASE.jdbcUrl(), Map.of("CAMPUS_WEB_ORIGINS", PAGE));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Client ada = CAMPUS.newUser();

  @AfterAll
  static void stop() {
    CAMPUS.close();
    DATABASE.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + CAMPUS.webPort() + path))
        .timeout(Duration.ofSeconds(30))
        .header("authorization", "Bearer " + ada.token());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> post(String path, String json) {
    return send(
        to(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> patch(String path, String json) {
    return send(
        to(path)
            .header("content-type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private static String message(HttpResponse<String> response) {
    return json(response).getAsJsonObject("error").get("message").getAsString();
  }

  /** The name of a new draft. */
  private String draft() {
    var created = post("/v1/posts", "{\"title\":\"Relations\",\"body\":\"All of them\"}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    return json(created).get("name").getAsString();
  }

  @Test
  void updatesWithoutAMaskChangeWhatTheirBodyNames() {
    var name = draft();

    var updated = patch("/v1/" + name, "{\"summary\":\"short\",\"body\":\"\",\"likeCount\":7}");

    assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
    assertThat(json(updated).get("summary").getAsString()).isEqualTo("short");
    assertThat(json(updated).get("title").getAsString()).isEqualTo("Relations");
    assertThat(json(updated).has("body")).isFalse();
    assertThat(json(updated).has("likeCount")).isFalse();
  }

  @Test
  void updatesOfAPartLeaveTheRestOfItAlone() {
    var me = "/v1/users/me";
    patch(me + "/profile", "{\"bio\":\"First programmer\"}");

    var updated =
        patch(
            me + "?read_mask=profile.bio,profile.full_name",
            "{\"profile\":{\"fullName\":\"Ada L.\"}}");

    var profile = json(updated).getAsJsonObject("profile");
    assertThat(profile.get("fullName").getAsString()).isEqualTo("Ada L.");
    assertThat(profile.get("bio").getAsString()).isEqualTo("First programmer");
  }

  @Test
  void aMaskInTheQueryWins() {
    var name = draft();

    var updated =
        patch("/v1/" + name + "?updateMask=title", "{\"title\":\"New\",\"body\":\"New\"}");

    assertThat(json(updated).get("title").getAsString()).isEqualTo("New");
    assertThat(json(updated).get("body").getAsString()).isEqualTo("All of them");
  }

  @Test
  void idempotencyKeysMakeRetriesSafe() {
    var key = UUID.randomUUID().toString();
    var body = "{\"title\":\"Once\",\"body\":\"only\"}";
    var request = to("/v1/posts").header("content-type", "application/json");

    var first =
        send(request.copy().header("idempotency-key", key).POST(BodyPublishers.ofString(body)));
    var again =
        send(
            request
                .copy()
                .header("idempotency-key", '"' + key + '"')
                .POST(BodyPublishers.ofString(body)));
    var other =
        send(
            request
                .copy()
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString("{\"title\":\"x\",\"body\":\"y\"}")));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(400);
  }

  @Test
  void aKeyThatCannotBeKeptIsRefused() {
    var response =
        send(
            to("/v1/auth:signIn")
                .header("content-type", "application/json")
                .header("idempotency-key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"login\":\"a\",\"password\":\"b\"}")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(message(response)).contains("idempotency-key");
  }

  @Test
  void etagsGuardUpdatesAndDeletions() {
    var name = draft();
    var read = send(to("/v1/" + name));
    var etag = read.headers().firstValue("etag").orElseThrow();
    var request =
        to("/v1/" + name).header("content-type", "application/json").header("if-match", etag);
    patch("/v1/" + name, "{\"title\":\"Changed\"}");

    var stale =
        send(request.copy().method("PATCH", BodyPublishers.ofString("{\"title\":\"Mine\"}")));
    var staleDeletion = send(to("/v1/" + name).header("if-match", etag).DELETE());
    var any = send(to("/v1/" + name).header("if-match", "*").DELETE());

    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(staleDeletion.statusCode()).isEqualTo(412);
    assertThat(any.statusCode()).as(any.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /v1/nothing | | 404 | nothing at GET /v1/nothing",
        "PUT | /v1/posts/1 | application/json | 405 | only DELETE, GET, HEAD, OPTIONS, PATCH",
        "POST | /v1/posts | application/x-www-form-urlencoded | 415 | content-type:"
            + " application/json",
        "POST | /v1/posts | text/plain | 415 | application/json",
        "GET | /v1/posts?page_sise=1 | | 400 | page_sise: is not a field here",
        "GET | /v1/posts?page_size=many | | 400 | page_size: must be a whole number",
        "GET | /v1/posts?page_size=1&page_size=2 | | 400 | page_size: was given twice",
        "POST | /v1/auth:signIn?password=secret | application/json | 400 | must be sent in the"
            + " body",
        "POST | /campus.publishing.v1.PostService/Nothing | application/json | 404 | there is no"
            + " method",
        "PUT | /campus.publishing.v1.PostService/GetPost | application/json | 405 | only POST",
        "POST | /campus.publishing.v1.PostService/GetPost | application/grpc | 415 | a port of its"
            + " own",
        "POST | /campus.publishing.v1.PostService/GetPost | text/xml | 415 | application/json",
      })
  void whatIsNotThereIsToldAsJson(
      String method, String path, String type, int status, String message) {
    var request =
        to(path).method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
    if (type != null) {
      request.header("content-type", type);
    }

    var response = send(request);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).contains(message);
    // As over gRPC, a method that does not exist is refused without a reason.
    assertThat(response.body().contains("\"reason\":")).isEqualTo(status != 405);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"titel\":\"x\"} | post.titel: is not a field here",
        "{\"title\": | post: invalid JSON, at line 1, column ",
        "{\"title\":\"x\"} {} | post: invalid JSON, at line 1, column ",
        "{title:\"x\"} | post: invalid JSON, at line 1, column ",
        "{\"title\":\"half a pair: \\ud83c\"} | post: invalid JSON, at line 1, column ",
        "[] | post: ",
        "{\"title\":{}} | post: ",
        "{\"state\":\"NO_STATE\"} | NO_STATE",
      })
  void whatIsWrongInABodyIsTold(String body, String message) {
    var response = post("/v1/posts", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(message(response))
        .contains(message)
        .doesNotContain("Exception", "campus.publishing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
  void bodiesHaveALimit(Version version) {
    var response =
        send(
            to("/v1/posts")
                .version(version)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"" + "x".repeat(1024 * 1024) + "\"}")));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).getAsJsonObject("error").get("status").getAsString())
        .isEqualTo("RESOURCE_EXHAUSTED");
  }

  @Test
  void bodiesThatArriveSlowlyHaveALimitTogether() throws IOException {
    var slow = new ArrayList<Socket>();
    try {
      var refused = signIn();
      // Sixty-four fit. Some more are needed, since those that are refused give back what they
      // took.
      while (refused.statusCode() != 429 && slow.size() < 200) {
        slow.add(sendingSlowly());
        refused = signIn();
      }

      assertThat(refused.headers().firstValue("retry-after")).contains("1");
      assertThat(refused.body()).contains("\"OVERLOADED\"");
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
    Condition.await(Duration.ofSeconds(20), () -> signIn().statusCode() != 429);
  }

  /** A request that lacks the end of its body. */
  private static Socket sendingSlowly() throws IOException {
    var socket = new Socket("localhost", CAMPUS.webPort());
    var request =
        "POST /v1/auth:signIn HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "content-length: 1048576\r\n\r\n"
            + " ".repeat(1_048_000);
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (SocketException e) {
      socket.close(); // refused before all was sent
    }
    return socket;
  }

  private HttpResponse<String> signIn() {
    return send(
        to("/v1/auth:signIn")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{\"login\":\"" + " ".repeat(100_000) + "\"}")));
  }

  @Test
  void compressedBodiesHaveTheSameLimit() throws IOException {
    var bomb = gzip(("{\"title\":\"" + "x".repeat(20 * 1024 * 1024) + "\"}"));

    var response =
        send(
            to("/v1/posts")
                .header("content-type", "application/json")
                .header("content-encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb)));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void bothWaysAreCompressedWhereTheClientCan() throws IOException {
    var created =
        send(
            to("/v1/posts")
                .header("content-type", "application/json")
                .header("content-encoding", "gzip")
                .POST(
                    BodyPublishers.ofByteArray(
                        gzip("{\"title\":\"Long\",\"body\":\"" + "word ".repeat(1000) + "\"}"))));

    var read =
        sendForBytes(
            to("/v1/" + json(created).get("name").getAsString()).header("accept-encoding", "gzip"));

    assertThat(read.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(read.body().length).isLessThan(1000);
    assertThat(
            new String(
                new GZIPInputStream(new ByteArrayInputStream(read.body())).readAllBytes(),
                StandardCharsets.UTF_8))
        .contains("word word");
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void streamsAreLinesBothWays() {
    var admin = CAMPUS.admin();
    var titles = "imported " + UUID.randomUUID();
    var lines =
        "{\"post\":{\"title\":\"%s 1\",\"body\":\"a\"},\"author\":\"members/me\"}\n\n{\"post\":{\"body\":\"b\"},\"author\":\"members/me\"}\n{\"post\":{\"title\":\"%s 2\",\"body\":\"c\"},\"author\":\"members/me\"}\n"
            .formatted(titles, titles);

    var imported =
        send(
            to("/v1/posts:import")
                .setHeader("authorization", "Bearer " + admin.token())
                .header("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    var exported =
        send(
            to("/v1/posts:export?read_mask=title&filter=title=%22"
                    + titles.replace(" ", "%20")
                    + "*%22")
                .setHeader("authorization", "Bearer " + admin.token()));

    assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
    assertThat(json(imported).has("createdCount")).as(imported.body()).isTrue();
    assertThat(json(imported).get("createdCount").getAsInt()).isEqualTo(2);
    assertThat(json(imported).get("failedCount").getAsInt()).isEqualTo(1);
    assertThat(exported.headers().firstValue("content-type")).contains("application/x-ndjson");
    assertThat(exported.body().lines().toList()).hasSize(2).allMatch(line -> line.contains(titles));
  }

  @Test
  void aBrokenLineFailsAnImportAndIsNamed() {
    var response =
        send(
            to("/v1/posts:import")
                .setHeader("authorization", "Bearer " + CAMPUS.admin().token())
                .header("content-type", "application/x-ndjson")
                .POST(
                    BodyPublishers.ofString(
                        "{\"post\":{\"title\":\"a\",\"body\":\"b\"}}\n{\"post\"\n")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(message(response)).startsWith("line 2: ");
  }

  @Test
  void pagesOfListedOriginsMayCall() {
    var preflight =
        send(
            allowingRestricted("/v1/posts", PAGE)
                .header("access-control-request-method", "PATCH")
                .method("OPTIONS", BodyPublishers.noBody()));
    var call = send(allowingRestricted("/v1/posts", PAGE));

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).contains(PAGE);
    assertThat(preflight.headers().firstValue("access-control-allow-methods").orElseThrow())
        .contains("PATCH");
    assertThat(call.headers().firstValue("access-control-allow-origin")).contains(PAGE);
    assertThat(call.headers().firstValue("vary")).isPresent();
  }

  @Test
  void pagesOfOtherOriginsMayNot() {
    var other = "https://evil.example.com";

    var preflight =
        send(
            allowingRestricted("/v1/posts", other)
                .header("access-control-request-method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    var call = send(allowingRestricted("/v1/posts", other));

    assertThat(preflight.statusCode()).isEqualTo(403);
    assertThat(message(preflight)).contains("CAMPUS_WEB_ORIGINS");
    assertThat(call.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  private HttpRequest.Builder allowingRestricted(String path, String origin) {
    return to(path).header("origin", origin);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void bothVersionsOfHttpAreSpoken(Version version) throws Exception {
    if (version.name().equals("HTTP_3")) {
      return;
    }
    var response = http.send(to("/v1/posts").version(version).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.version()).isEqualTo(version);
  }

  @Test
  void headIsAGetWithoutItsBody() {
    var response = send(to("/v1/posts").HEAD());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/posts/%zz", "/v1/posts?filter=%zz", POSTS + "ListPosts?message=%zz"})
  void pathsAreDecodedWithCare(String target) throws IOException {
    try (var socket = new Socket("localhost", CAMPUS.webPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("is not percent-encoded correctly");
    }
  }

  @Test
  void whatIsNotUtf8IsNotReplaced() {
    var path = send(to("/v1/posts/%ff"));
    var query = send(to("/v1/posts?filter=%ff"));
    var body =
        send(
            to("/v1/posts")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff, '"'})));

    assertThat(List.of(path, query, body))
        .allSatisfy(response -> {
          assertThat(response.statusCode()).isEqualTo(400);
          assertThat(message(response)).contains("must be in UTF-8");
        });
  }

  @Test
  void garbageIsToldToo() throws IOException {
    try (var socket = new Socket("localhost", CAMPUS.webPort())) {
      socket.getOutputStream().write("NO HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.0 400")
          .contains("no valid HTTP request");
    }
  }

  @Test
  void aDeadlineIsKept() {
    var response = send(to("/v1/posts").header("grpc-timeout", "1n"));

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(json(response).getAsJsonObject("error").get("status").getAsString())
        .isEqualTo("DEADLINE_EXCEEDED");
  }

  @Test
  void callersAreToldWhenToTryAgainAndWhoTheyAreNot() {
    var response = send(to("/v1/users/me").setHeader("authorization", "Bearer wrong"));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
  }

  @Test
  void sessionsKnowTheClientBehindThePort() {
    var created =
        send(
            to("/v1/auth:signIn")
                .header("content-type", "application/json")
                .header("user-agent", "a-browser/1.0")
                .POST(
                    BodyPublishers.ofString(
                        "{\"login\":\"%s\",\"password\":\"%s\"}"
                            .formatted(ada.user().getUsername(), RunningCampus.PASSWORD))));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);

    var sessions = send(to("/v1/users/me/sessions"));

    assertThat(sessions.body()).contains("a-browser/1.0");
  }

  @Test
  void grpcWebAnswersWithTrailersInTheBody() throws Exception {
    draft();
    var request =
        ListPostsRequest.newBuilder()
            .setPageSize(1)
            .setFilter("author.username = \"" + ada.user().getUsername() + "\"")
            .build()
            .toByteArray();

    var response =
        sendForBytes(
            to(POSTS + "ListPosts")
                .header("content-type", "application/grpc-web+proto")
                .POST(BodyPublishers.ofByteArray(frame(request))));

    var body = ByteBuffer.wrap(response.body());
    assertThat(body.get()).isZero();
    var message = new byte[body.getInt()];
    body.get(message);
    assertThat(ListPostsResponse.parseFrom(message).getPostsCount()).isOne();
    assertThat(body.get() & 0xFF).isEqualTo(0x80);
    var trailers = new byte[body.getInt()];
    body.get(trailers);
    assertThat(new String(trailers, StandardCharsets.US_ASCII)).contains("grpc-status: 0\r\n");
    assertThat(body.hasRemaining()).isFalse();
  }

  @Test
  void grpcWebAsTextStreamsToo() throws Exception {
    draft();

    var response =
        send(
            to(POSTS + "ExportPosts")
                .header("content-type", "application/grpc-web-text")
                .POST(
                    BodyPublishers.ofString(
                        Base64.getEncoder().encodeToString(frame(new byte[0])))));

    assertThat(response.headers().firstValue("content-type"))
        .contains("application/grpc-web-text+proto");
    var first = ByteBuffer.wrap(Base64.getDecoder().decode(firstPart(response.body())));
    first.get();
    var message = new byte[first.getInt()];
    first.get(message);
    assertThat(Post.parseFrom(message).getName()).startsWith("posts/");
  }

  /** Each frame is base64 of its own. */
  private static String firstPart(String text) {
    int length = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(0, 8))).getInt(1) + 5;
    return text.substring(0, (length + 2) / 3 * 4);
  }

  private static byte[] frame(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  @Test
  void connectReadsByGetToo() {
    draft();
    var message =
        "%7B%22pageSize%22%3A1%2C%22filter%22%3A%22author.username%20%3D%20"
            + ada.user().getUsername()
            + "%22%7D";

    var read = send(to(POSTS + "ListPosts?connect=v1&encoding=json&message=" + message));
    var write = send(to(POSTS + "CreatePost?connect=v1&encoding=json&message=%7B%7D"));

    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    assertThat(json(read).getAsJsonArray("posts")).hasSize(1);
    assertThat(write.statusCode()).isEqualTo(405);
  }

  @Test
  void connectTellsErrorsInItsOwnForm() {
    var response = post(POSTS + "GetPost", "{\"name\":\"posts/1\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").getAsString()).isEqualTo("invalid_argument");
    assertThat(
            json(response)
                .getAsJsonArray("details")
                .get(0)
                .getAsJsonObject()
                .get("type")
                .getAsString())
        .isEqualTo("google.rpc.ErrorInfo");
  }

  @Test
  void connectStreamsAnswers() {
    draft();
    var request = frame("{}".getBytes(StandardCharsets.UTF_8));

    var response =
        send(
            to(POSTS + "ExportPosts")
                .header("content-type", "application/connect+json")
                .POST(BodyPublishers.ofByteArray(request)));

    assertThat(response.headers().firstValue("content-type")).contains("application/connect+json");
    assertThat(response.body()).contains("\"name\":\"posts/").contains("\"metadata\"");
  }

  @Test
  void theDescriptionKnowsEveryMethod() {
    var document = json(send(to("/openapi.json")));

    var methods = new java.util.TreeSet<String>();
    document
        .getAsJsonObject("paths")
        .asMap()
        .values()
        .forEach(path ->
            path.getAsJsonObject()
                .asMap()
                .values()
                .forEach(operation ->
                    methods.add(operation.getAsJsonObject().get("x-campus-method").getAsString())));
    assertThat(document.get("openapi").getAsString()).isEqualTo("3.1.1");
    assertThat(methods)
        .containsExactlyInAnyOrderElementsOf(
            GeneratedMethods.of(new Reflection(ada.channel()).services()).stream()
                .map(method -> method.getFullMethodName())
                .toList());
  }

  @Test
  void thePageBringsAlongAllThatItShows() {
    var page = send(to("/docs"));

    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    var sources =
        java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(sources).isNotEmpty().allMatch(source -> source.startsWith("/"));
    assertThat(sources)
        .allSatisfy(source -> assertThat(send(to(source)).statusCode()).isEqualTo(200));
  }
}
