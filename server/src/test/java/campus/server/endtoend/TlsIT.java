package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.server.settings.Failure;
import campus.server.testing.Condition;
import campus.server.testing.TestCertificates;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections with TLS: which are let in, and how certificates are exchanged meanwhile. */
class TlsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TestCertificates CA = TestCertificates.ofCa("ca");
  private static final TestCertificates OTHER_CA = TestCertificates.ofCa("other");
  private static final X509Bundle SERVER = CA.server();
  private static final X509Bundle CLIENT = CA.client("spiffe://example.org/client");

  private final TestDatabase database = TestDatabase.create(Engine.POSTGRES_18);

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    TestCertificates.write(directory, SERVER);
    TestCertificates.writeCa(directory, CA);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void bothVersionsAreServedAndNoOlderOne() throws Exception {
    try (var campus = campus("off")) {
      assertThat(clients(campus).call(null, "TLSv1.3")).isEqualTo(Status.OK);
      assertThat(clients(campus).call(null, "TLSv1.2")).isEqualTo(Status.OK);
      for (int port : new int[] {campus.grpcPort(), campus.webPort()}) {
        assertThat(alertForTls11(port)).isEqualTo(70); // protocol_version
      }
    }
  }

  @Test
  void clientsThatBeginWithoutTlsAreToldSo() throws Exception {
    try (var campus = campus("off");
        var http = HttpClient.newHttpClient()) {
      for (int port : new int[] {campus.grpcPort(), campus.webPort()}) {
        var plaintext = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
        var refused = TlsClients.check(plaintext);
        plaintext.shutdownNow();
        assertThat(refused.getCode()).isIn(Code.PERMISSION_DENIED, Code.UNAVAILABLE);
        assertThat(refused.getDescription()).contains("this port is served with TLS only");
        var answer =
            http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("use https");
      }
    }
  }

  @Test
  void aClientWithTlsIsToldThatThePortHasNone() {
    try (var campus = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      var refused = clients(campus).call(null);

      assertThat(refused.getCode()).isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void whereCertificatesAreRequiredOnlyTrustedOnesAreLetIn() throws Exception {
    try (var campus = campus("required")) {
      assertThat(clients(campus).call(CLIENT, "TLSv1.3")).isEqualTo(Status.OK);
      assertThat(clients(campus).call(CLIENT, "TLSv1.2")).isEqualTo(Status.OK);
      assertThat(http(campus, CLIENT)).isEqualTo(404);

      for (var protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
        for (var refused :
            new @Nullable X509Bundle[] {
              null, OTHER_CA.client("spiffe://example.org/client"), CA.expiredClient(), SERVER
            }) {
          assertThat(clients(campus).call(refused, protocol).getCode()).isEqualTo(Code.UNAVAILABLE);
          assertThatThrownBy(() -> http(campus, refused)).isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void whereTheyAreOptionalNoneIsBetterThanAWrongOne() throws Exception {
    try (var campus = campus("optional")) {
      assertThat(clients(campus).call(null)).isEqualTo(Status.OK);
      assertThat(clients(campus).call(CLIENT)).isEqualTo(Status.OK);
      assertThat(http(campus, null)).isEqualTo(404);
      assertThat(clients(campus).call(OTHER_CA.client("spiffe://example.org/x")).getCode())
          .isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void aCertificateIsExchangedUnderLoadWithoutLosingACall() throws Exception {
    try (var campus = campus("optional")) {
      var clients = clients(campus);
      var calls = new AtomicInteger();
      var failed = new ArrayList<Status>();
      var load = new ArrayList<CompletableFuture<?>>();
      var end = new CompletableFuture<@Nullable Void>();
      for (boolean connectsAnew : new boolean[] {true, true, false, false}) {
        load.add(
            CompletableFuture.runAsync(
                () -> {
                  var channel = clients.connect(CLIENT);
                  while (!end.isDone()) {
                    var status = connectsAnew ? clients.call(CLIENT) : TlsClients.check(channel);
                    calls.incrementAndGet();
                    if (!status.isOk()) {
                      synchronized (failed) {
                        failed.add(status);
                      }
                    }
                  }
                  channel.shutdownNow();
                },
                command -> Thread.ofVirtual().start(command)));
      }
      for (int renewal = 0; renewal < 3; renewal++) {
        var next = CA.server();
        TestCertificates.write(directory, next);
        Condition.await(PATIENCE, () -> next.getCertificate().equals(shownBy(campus.grpcPort())));
        Condition.await(PATIENCE, () -> next.getCertificate().equals(shownBy(campus.webPort())));
      }
      end.complete(null);
      load.forEach(CompletableFuture::join);

      assertThat(calls).hasValueGreaterThan(100);
      assertThat(failed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void clientsOfAFormerCaDoNotResumeTheirSessions(String protocol) throws Exception {
    try (var campus = campus("required")) {
      var former = context(CLIENT);
      var session = session(former, campus.webPort(), protocol);
      assertThat(session(former, campus.webPort(), protocol).getCreationTime())
          .as("resumed")
          .isEqualTo(session.getCreationTime());

      TestCertificates.writeCa(directory, OTHER_CA);

      var client = OTHER_CA.client("spiffe://example.org/client");
      Condition.await(PATIENCE, () -> clients(campus).call(client).isOk());
      assertThatThrownBy(() -> session(former, campus.webPort(), protocol))
          .isInstanceOf(IOException.class);
      assertThat(clients(campus).call(CLIENT).getCode()).isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void otherMachinesAreServedWithoutTlsOnlyWhereThatIsAllowed() {
    var open = Map.of("CAMPUS_GRPC_HOST", "0.0.0.0", "CAMPUS_WEB_HOST", "0.0.0.0");

    assertThatThrownBy(() -> RunningCampus.on(database.jdbcUrl(), open))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Other machines would reach gRPC on 0.0.0.0 (CAMPUS_GRPC_HOST) and HTTP/JSON, gRPC-Web"
                + " and Connect on 0.0.0.0 (CAMPUS_WEB_HOST) without TLS")
        .hasMessageContaining("CAMPUS_TLS_CERTIFICATE")
        .hasMessageContaining("CAMPUS_PLAINTEXT=allow");
  }

  private RunningCampus campus(String clientAuth) {
    return RunningCampus.on(database.jdbcUrl(), TestCertificates.settings(directory, clientAuth));
  }

  private static TlsClients clients(RunningCampus campus) {
    return new TlsClients(campus.grpcPort(), CA.ca());
  }

  private static int http(RunningCampus campus, @Nullable X509Bundle client) throws Exception {
    try (var http = HttpClient.newBuilder().sslContext(context(client)).build()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:%d/nowhere".formatted(campus.webPort())))
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private static SSLContext context(@Nullable X509Bundle client) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(
        client == null ? new KeyManager[0] : new KeyManager[] {new TlsClients.Shown(client)},
        new TrustManager[] {CA.ca().toTrustManager()},
        null);
    return context;
  }

  /** Asks for something over a new connection. */
  private static SSLSession session(SSLContext client, int port, String protocol)
      throws IOException {
    try (var socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() < 0) {
        throw new SSLException("closed");
      }
      return socket.getSession();
    }
  }

  private static X509Certificate shownBy(int port) throws Exception {
    try (var socket =
        (SSLSocket) context(null).getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** What a client hears that knows nothing newer; Java's own does not speak it any more. */
  private static int alertForTls11(int port) throws IOException {
    var hello = ByteBuffer.allocate(50);
    hello.put(new byte[] {22, 3, 1, 0, 45}); // a record of the handshake
    hello.put(new byte[] {1, 0, 0, 41}); // a hello
    hello.put(new byte[] {3, 2}); // TLS 1.1
    hello.put(new byte[32]); // random
    hello.put(new byte[] {0, 0, 2, (byte) 0xc0, 0x13, 1, 0}); // session, cipher suite, compression
    try (var socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(hello.array(), 0, hello.position());
      var answer = socket.getInputStream().readNBytes(7);
      assertThat(answer[0]).isEqualTo((byte) 21); // an alert
      return answer[6];
    }
  }
}
