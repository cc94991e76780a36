package campus.server.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.User;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeScriptExampleIT {

  private static final Path SOURCE = Example.source("typescript");
  private static final Path TESTS = Path.of("src", "test", "node").toAbsolutePath();
  private static final String CHROMIUM = "chromium";

  private final Example example = Example.kept("typescript");

  private void build() {
    var npm = new Npm(example);
    npm.assumeNode();
    example.copy(
        SOURCE,
        ".npmrc",
        "package.json",
        "package-lock.json",
        "buf.gen.yaml",
        "tsconfig.json",
        "index.html",
        "src");
    npm.install();
    example.protos();
    npm.run("generate");
    npm.run("check");
    npm.run("page");
  }

  @Test
  void keepsASessionAndRepeatsCallsOverEveryProtocol() {
    build();

    Example.withServer(server -> {
      var web = "http://localhost:" + server.webPort();
      assertThat(tour("grpc", "http://localhost:" + server.grpcPort())).contains(Example.TOUR);
      assertThat(tour("connect", web)).contains(Example.TOUR);
      assertThat(tour("grpc-web", web)).contains(Example.TOUR);
    });
  }

  private String tour(String protocol, String url) {
    return example.run(Map.of(), "npx", "tsx", "src/tour.ts", protocol, url).succeeded();
  }

  @Test
  void browsersCallWithoutAProxy() throws Exception {
    var tests = Example.kept("node");
    assumeTrue(tests.canRun(CHROMIUM, "--version"), "no Chromium on this machine");
    build();
    tests.copy(TESTS, ".npmrc", "package.json", "package-lock.json", "browser.mjs");
    new Npm(tests).install();
    var pages =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            example.directory(),
            OutputLevel.NONE);
    pages.start();
    try {
      var origin = "http://localhost:" + pages.getAddress().getPort();
      Example.withServer(
          Map.of("CAMPUS_WEB_ORIGINS", origin),
          server -> {
            register(server.grpcPort());
            var output =
                tests
                    .run(
                        Map.of(),
                        "node",
                        "browser.mjs",
                        "/usr/bin/" + CHROMIUM,
                        "http://localhost:" + server.webPort(),
                        origin + "/index.html")
                    .succeeded();
            assertThat(output)
                .contains(
                    "signed in as ada",
                    "published: 200",
                    "buf: true",
                    "grpcurl: true",
                    "connect: Relations (ada)",
                    "grpc-web: Relations (ada)");
          });
    } finally {
      pages.stop(0);
    }
  }

  private static void register(int port) {
    var channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    try {
      var _ =
          AuthServiceGrpc.newBlockingStub(channel)
              .register(
                  RegisterRequest.newBuilder()
                      .setUser(User.newBuilder().setUsername("ada").setEmail("ada@example.org"))
                      .setPassword("correct horse battery")
                      .build());
    } finally {
      channel.shutdownNow();
    }
  }
}
