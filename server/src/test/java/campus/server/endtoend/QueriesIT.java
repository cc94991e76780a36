package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.ListUsersResponse;
import campus.identity.v1.Profile;
import campus.identity.v1.User;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import campus.shared.v1.ExplainListRequest;
import campus.shared.v1.ExplainListResponse;
import campus.shared.v1.QueryServiceGrpc;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions as clients write them. */
class QueriesIT {

  private static final FieldMask NAMES =
      FieldMask.newBuilder().addPaths("username").addPaths("profile.full_name").build();

  private static final List<String> PEOPLE =
      List.of("ada", "alan", "barbara", "edsger", "grace", "katherine");

  // Alone on its database, so that counts are known.
  private static RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private static Client reader = campus.anonymous();

  @BeforeAll
  static void community() {
    campus = RunningCampus.on(TestDatabase.create(Engine.POSTGRES_18).jdbcUrl(), Map.of());
    reader = campus.register("reader");
    var admin = campus.admin().users();
    for (var person : PEOPLE) {
      var domain = person.startsWith("a") ? "@example.org" : "@EXAMPLE.com";
      var profile =
          Profile.newBuilder()
              .setFullName(person.toUpperCase(Locale.ROOT))
              .setBio(person.equals("grace") ? "I am 100% sure_of it" : "I am 100 % sure of it");
      var user = User.newBuilder().setUsername(person).setEmail(person + domain);
      var created =
          admin.createUser(
              CreateUserRequest.newBuilder().setUser(user.setProfile(profile)).build());
      if (person.equals("ada")) {
        var card = IdentityCard.newBuilder().setNumber("C-1");
        var _ =
            admin.issueIdentityCard(
                IssueIdentityCardRequest.newBuilder()
                    .setUser(created.getName())
                    .setIdentityCard(card)
                    .build());
      }
    }
  }

  @AfterAll
  static void end() {
    campus.close();
  }

  @Test
  void acrossRelationsInAnOrderWithAMask() {
    var found =
        list(
            campus.admin(),
            ListUsersRequest.newBuilder()
                .setFilter(
                    "create_time > \"2026-01-01T00:00:00Z\" AND (username = \"a*\" OR email ="
                        + " \"*@example.org\") AND profile:*")
                .setOrderBy("profile.full_name desc, username")
                .setPageSize(50)
                .setReadMask(NAMES));

    assertThat(found.getUsersList())
        .extracting(User::getUsername)
        .containsExactly("the-admin", "reader", "alan", "ada");
    assertThat(found.getUsers(2).getProfile().getFullName()).isEqualTo("ALAN");
    assertThat(found.getUsers(2).getEmail()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT identity_card:* AND profile.bio = "*100% sure_*"     | grace
          identity_card.number = "c-1"                             | ada
          username != "a*" AND -username = "the*"                  | barbara edsger grace katherine reader
          username = "ada" OR username = "ALAN" profile:*          | ada alan
          username >= "e" AND username < "h"                       | edsger grace
          email = "*@example.com" AND NOT (username = "*a*")       | edsger
          profile.bio = "*\\**"                                    |
          """)
  void filters(String filter, @Nullable String usernames) {
    var found =
        list(
            campus.admin(), ListUsersRequest.newBuilder().setFilter(filter).setOrderBy("username"));

    assertThat(found.getUsersList())
        .extracting(User::getUsername)
        .containsExactly(usernames == null ? new String[0] : usernames.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shoe_size = 42                 | shoe_size
          create_time > "yesterday"      | yesterday
          username = "a" AND             | end
          (username = "a"                | )
          profile.user.profile.user.username = "a" |
          username < "a*"                |
          password = "*"                 | password
          """)
  void refusedFilters(String filter, @Nullable String named) {
    var failure =
        FailedCall.of(() -> list(campus.admin(), ListUsersRequest.newBuilder().setFilter(filter)))
            .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
            .names("filter");

    assertThat(failure.message()).contains("filter").containsPattern("\\d");
    if (named != null) {
      assertThat(failure.message()).contains(named);
    }
  }

  @Test
  void callersCannotAskForWhatTheyMayNotSee() {
    FailedCall.of(() -> list(reader, ListUsersRequest.newBuilder().setFilter("email = \"*\"")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("filter");
    FailedCall.of(() -> list(reader, ListUsersRequest.newBuilder().setOrderBy("email")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("order_by");
    for (var filter : List.of("identity_card:*", "identity_card.number = \"C*\"")) {
      assertThat(list(reader, ListUsersRequest.newBuilder().setFilter(filter)).getUsersList())
          .isEmpty();
    }
  }

  @Test
  void pagesSkipsAndTotals() {
    var all = ListUsersRequest.newBuilder().setFilter("username = \"*a*\"").setOrderBy("username");
    // ada alan barbara grace katherine reader the-admin
    assertThat(list(campus.admin(), all.clone().setPageSize(0)).getUsersCount()).isEqualTo(7);

    var middle = list(campus.admin(), all.clone().setSkip(3).setTotalSize(true).setPageSize(2));
    assertThat(middle.getUsersList())
        .extracting(User::getUsername)
        .containsExactly("grace", "katherine");
    assertThat(middle.getTotalSize()).isEqualTo(7);

    var last =
        list(
            campus.admin(),
            all.clone().setTotalSize(true).setPageSize(2).setPageToken(middle.getNextPageToken()));
    assertThat(last.getUsersList())
        .extracting(User::getUsername)
        .containsExactly("reader", "the-admin");
    assertThat(last.getNextPageToken()).isEmpty();
    assertThat(list(campus.admin(), all.clone().setSkip(40).setTotalSize(true)))
        .isEqualTo(ListUsersResponse.newBuilder().setTotalSize(7).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "order_by", "page_token", "read_mask"})
  void anyBytesAreAnsweredOrRefused(String field) {
    var random = new Random(field.hashCode());
    var client = campus.admin();
    var outcomes = new HashSet<Code>();
    for (int i = 0; i < 300; i++) {
      var text = anyText(random);
      var request = ListUsersRequest.newBuilder().setPageSize(1);
      switch (field) {
        case "filter" -> request.setFilter(text);
        case "order_by" -> request.setOrderBy(text);
        case "page_token" -> request.setPageToken(text);
        default -> request.setReadMask(FieldMask.newBuilder().addPaths(text));
      }
      try {
        assertThat(list(client, request).getUsersCount()).isLessThanOrEqualTo(1);
        outcomes.add(Code.OK);
      } catch (StatusRuntimeException e) {
        outcomes.add(FailedCall.of(e).code());
      }
    }

    assertThat(outcomes).isSubsetOf(Code.OK, Code.INVALID_ARGUMENT).contains(Code.INVALID_ARGUMENT);
  }

  /** Bytes of any kind as UTF-8, or words of the language in no order. */
  private static String anyText(Random random) {
    if (random.nextBoolean()) {
      var bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
    var words =
        List.of(
            "username",
            "profile",
            ".",
            "=",
            "!=",
            ":",
            "*",
            "\"a*\"",
            "\"\\",
            "(",
            ")",
            "NOT",
            "-",
            "AND",
            "OR",
            "desc",
            ",",
            "%",
            "_",
            "'",
            "create_time",
            ">",
            "\0",
            "\uD83E\uDDEE",
            " ");
    var text = new ArrayList<String>();
    for (int i = random.nextInt(9); i >= 0; i--) {
      text.add(words.get(random.nextInt(words.size())));
    }
    return String.join(random.nextBoolean() ? " " : "", text);
  }

  @Test
  void anAdministratorReadsThePlan() {
    var request =
        ExplainListRequest.newBuilder()
            .setResourceType("campus/User")
            .setFilter("username = \"a*\"")
            .setOrderBy("username")
            .build();

    var explained = explain(campus.admin(), request);

    assertThat(explained.getStatementsList())
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.getSql()).startsWith("SELECT").doesNotContain("'a");
          assertThat(statement.getPlan()).contains("users");
        });
    FailedCall.of(() -> explain(reader, request)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> explain(campus.admin(), request.toBuilder().setParent("users/me").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("parent");
  }

  @Test
  void byName() {
    var mine = reader.users().getUser(GetUserRequest.newBuilder().setName("users/me").build());

    var found =
        list(reader, ListUsersRequest.newBuilder().setFilter("name = \"" + mine.getName() + "\""));

    assertThat(found.getUsersList()).extracting(User::getName).containsExactly(reader.name());
    FailedCall.of(
            () -> list(reader, ListUsersRequest.newBuilder().setFilter("name = \"users/me\"")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
  }

  private static ExplainListResponse explain(Client client, ExplainListRequest request) {
    return QueryServiceGrpc.newBlockingStub(client.channel()).explainList(request);
  }

  private static ListUsersResponse list(Client client, ListUsersRequest.Builder request) {
    return client.users().listUsers(request.build());
  }
}
