package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of identity in JSON, by a client that nobody generated from the contracts. */
class ReflectionIT {

  private static final String AUTH = "campus.identity.v1.AuthService/";
  private static final String USERS = "campus.identity.v1.UserService/";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client nobody = campus.anonymous();
  private final Reflection reflection = new Reflection(nobody.channel());

  private DynamicMessage call(Client client, String method, String json) {
    return reflection.call(client.channel(), method, json);
  }

  /** A text that an answer holds; the path is that of its field. */
  private static String text(Message message, String path) {
    Object value = message;
    for (var name : path.split("\\.", -1)) {
      var within = (Message) value;
      value = within.getField(field(within, name));
    }
    return String.valueOf(value);
  }

  private static FieldDescriptor field(Message message, String name) {
    return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name);
  }

  @Test
  void tellsWhatThereIsToCall() {
    assertThat(reflection.services())
        .contains(
            "campus.identity.v1.AuthService",
            "campus.identity.v1.UserService",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection");
  }

  /** Clients unpack the details of errors by what they find here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "google.rpc.Status",
        "google.rpc.BadRequest",
        "google.rpc.ErrorInfo",
        "google.rpc.PreconditionFailure",
        "google.rpc.ResourceInfo",
        "google.rpc.RetryInfo",
        "campus.shared.v1.CallError",
        "grpc.health.v1.HealthCheckResponse"
      })
  void knowsWhatErrorsAndHealthAreMadeOf(String symbol) {
    assertThat(reflection.filesWith(symbol)).isNotEmpty();
  }

  @Test
  void servesTheOlderReflectionToo() {
    assertThat(reflection.olderServices()).contains("campus.identity.v1.AuthService");
  }

  @Test
  void servesAClientThatKnowsNothing() {
    var ada = campus.newUsername();
    var registered =
        call(
            nobody,
            AUTH + "Register",
            """
            {"user":{"username":"%1$s","email":"%1$s@example.org","profile":{"full_name":\
            "Ada Lovelace","bio":"First programmer"}},"password":"correct horse battery"}\
            """
                .formatted(ada));
    assertThat(text(registered, "user.profile.full_name")).isEqualTo("Ada Lovelace");
    assertThat(text(registered, "session.access_expire_time.seconds")).isNotEqualTo("0");

    var signedIn =
        call(
            nobody,
            AUTH + "SignIn",
            """
            {"login":"%s","password":"correct horse battery"}\
            """
                .formatted(ada));
    var refreshed =
        call(
            nobody,
            AUTH + "RefreshSession",
            """
            {"refresh_token":"%s"}\
            """
                .formatted(text(signedIn, "session.refresh_token")));
    var client = nobody.withToken(text(refreshed, "session.access_token"));
    var name = text(refreshed, "user.name");

    var number = "R-" + ada;
    var issued =
        call(
            campus.admin(),
            USERS + "IssueIdentityCard",
            """
            {"user":"%s","identity_card":{"number":"%s"}}\
            """
                .formatted(name, number));
    assertThat(text(issued, "number")).isEqualTo(number);

    var user =
        call(
            client,
            USERS + "GetUser",
            """
            {"name":"users/me","read_mask":"username,profile.fullName,identityCard"}\
            """);
    assertThat(text(user, "name")).isEqualTo(name);
    assertThat(text(user, "username")).isEqualTo(ada);
    assertThat(text(user, "email")).isEmpty();
    assertThat(text(user, "profile.full_name")).isEqualTo("Ada Lovelace");
    assertThat(text(user, "identity_card.number")).isEqualTo(number);

    var page = call(client, USERS + "ListUsers", "{\"page_size\":1}");
    var next =
        call(
            client,
            USERS + "ListUsers",
            """
            {"page_size":50,"page_token":"%s"}\
            """
                .formatted(text(page, "next_page_token")));
    assertThat(next.getRepeatedFieldCount(field(next, "users"))).isPositive();
    var batch =
        call(
            client,
            USERS + "BatchGetUsers",
            """
            {"names":["users/me","%s"],"read_mask":"username"}\
            """
                .formatted(name));
    assertThat(batch.getRepeatedFieldCount(field(batch, "users"))).isEqualTo(2);

    var updated =
        call(
            client,
            USERS + "UpdateUser",
            """
            {"user":{"name":"users/me","email":"a-%s@example.org"},"update_mask":"email"}\
            """
                .formatted(ada));
    assertThat(text(updated, "email")).isEqualTo("a-" + ada + "@example.org");
    var profile =
        call(
            client,
            USERS + "UpdateProfile",
            """
            {"profile":{"name":"users/me/profile","bio":"Analyst"},"update_mask":"bio"}\
            """);
    assertThat(text(profile, "bio")).isEqualTo("Analyst");
    assertThat(call(client, USERS + "GetProfile", "{\"name\":\"users/me/profile\"}"))
        .isEqualTo(profile);

    var card = "{\"name\":\"" + name + "/identityCard\"}";
    assertThat(text(call(client, USERS + "GetIdentityCard", card), "state")).isEqualTo("ISSUED");
    assertThat(text(call(campus.admin(), USERS + "RevokeIdentityCard", card), "state"))
        .isEqualTo("REVOKED");

    call(
        client,
        AUTH + "ChangePassword",
        """
        {"user":"users/me","current_password":"correct horse battery","new_password":"another one"}\
        """);
    call(client, AUTH + "SignOut", "{}");

    var bob = campus.newUsername();
    var created =
        call(
            campus.admin(),
            USERS + "CreateUser",
            """
            {"user":{"username":"%1$s","email":"%1$s@example.org"}}\
            """
                .formatted(bob));
    var deleted =
        call(
            campus.admin(),
            USERS + "DeleteUser",
            """
            {"name":"%s"}\
            """
                .formatted(text(created, "name")));
    assertThat(deleted.getSerializedSize()).isZero();
  }
}
