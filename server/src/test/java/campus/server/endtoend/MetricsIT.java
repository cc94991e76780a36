package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.GetUserRequest;
import campus.shared.persistence.testing.Engine;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What calls cost, as operators read it and administrators ask for it. */
class MetricsIT {

  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();
  private static final String GET_USER = "{method=\"campus.identity.v1.UserService/GetUser\"}";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);

  @Test
  void eachMethodsCallsStatementsRowsAndTime() throws Exception {
    var ada = campus.newUser();
    double calls = metric("campus_calls_statements_count" + GET_USER);
    double statements = metric("campus_calls_statements_sum" + GET_USER);
    double rows = metric("campus_calls_rows_sum" + GET_USER);
    double seconds = metric("campus_calls_database_seconds_sum" + GET_USER);

    for (int i = 0; i < 3; i++) {
      assertThat(ada.users().getUser(ME).getName()).isEqualTo(ada.name());
    }

    assertThat(metric("campus_calls_statements_count" + GET_USER)).isEqualTo(calls + 3);
    assertThat(metric("campus_calls_statements_sum" + GET_USER)).isEqualTo(statements + 3);
    assertThat(metric("campus_calls_rows_sum" + GET_USER)).isEqualTo(rows + 3);
    assertThat(metric("campus_calls_database_seconds_sum" + GET_USER)).isGreaterThan(seconds);
  }

  @Test
  void callsAreToldByTheirStatus() throws Exception {
    var refused =
        "campus_calls_seconds_count{method=\"campus.identity.v1.UserService/GetUser\","
            + "status=\"UNAUTHENTICATED\"}";
    double before = metric(refused);

    var _ = FailedCall.of(() -> campus.anonymous().users().getUser(ME));

    assertThat(metric(refused)).isEqualTo(before + 1);
  }

  @Test
  void poolAndProcess() throws Exception {
    assertThat(scrape())
        .contains("hikaricp_connections_max", "jvm_memory_used_bytes", "process_uptime_seconds");
  }

  @Test
  void theRemovalOfExpiredRows() throws Exception {
    assertThat(scrape())
        .contains(
            "campus_expiry_overdue_seconds{kind=\"sessions\"}",
            "campus_expiry_overdue_seconds{kind=\"requests\"}");
  }

  @Test
  void anAdministratorWhoAsksLearnsWhatTheCallTook() {
    var trailers = trailers(campus.admin(), true);

    assertThat(number(trailers, "campus-statements")).isEqualTo(1);
    assertThat(number(trailers, "campus-rows")).isEqualTo(1);
    assertThat(number(trailers, "campus-database-micros")).isPositive();
  }

  @Test
  void nobodyElseDoesAndNobodyUnasked() {
    for (var trailers :
        List.of(trailers(campus.newUser(), true), trailers(campus.admin(), false))) {
      assertThat(trailers.keys()).noneMatch(key -> key.startsWith("campus-"));
    }
  }

  private static Metadata trailers(Client client, boolean asked) {
    var headers = new Metadata();
    if (asked) {
      headers.put(key("campus-measure"), "1");
    }
    var trailers = new AtomicReference<Metadata>();
    var channel =
        ClientInterceptors.intercept(
            client.channel(),
            MetadataUtils.newAttachHeadersInterceptor(headers),
            MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers));
    assertThat(new Client(channel, "", client.user()).users().getUser(ME).getName())
        .isEqualTo(client.name());
    return trailers.get();
  }

  private static long number(Metadata trailers, String name) {
    return Long.parseLong(Objects.requireNonNull(trailers.get(key(name)), name));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** What a series has; 0 before it is there. */
  private double metric(String series) throws IOException, InterruptedException {
    var line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(scrape());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  private String scrape() throws IOException, InterruptedException {
    var uri = URI.create("http://localhost:" + campus.httpPort() + "/metrics");
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
