package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;
import static campus.server.endtoend.IdentityBudgets.EVERYTHING;
import static campus.server.endtoend.IdentityBudgets.USERS;
import static campus.server.endtoend.IdentityBudgets.batchGet;
import static campus.server.endtoend.IdentityBudgets.get;
import static campus.server.endtoend.IdentityBudgets.list;
import static campus.server.endtoend.IdentityBudgets.people;
import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.BatchUpdateProfilesRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.UpdateProfileRequest;
import campus.shared.persistence.testing.Engine;
import com.google.protobuf.FieldMask;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls of identity take in ways that their budgets do not show. */
class IdentityStatementsIT {

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final CallLog log = new CallLog();

  @BeforeEach
  void begin() {
    log.open();
  }

  @AfterEach
  void end() {
    log.close();
  }

  @Test
  void readsTakeOneStatementWhateverTheMaskAndTheNumberOfRows() {
    var names = people(campus, 100);
    var ada = campus.newUser();
    var masks =
        List.of(
            FieldMask.getDefaultInstance(),
            mask("username"),
            mask("username", "profile.full_name", "identity_card"),
            EVERYTHING);
    for (var mask : masks) {
      assertThat(log.measure(USERS + "GetUser", ada, client -> client.users().getUser(get(mask))))
          .isEqualTo(1);
      for (int rows : new int[] {1, 20, 100}) {
        assertThat(
                log.measure(
                    USERS + "BatchGetUsers",
                    ada,
                    client -> {
                      var found =
                          client.users().batchGetUsers(batchGet(names.subList(0, rows), mask));
                      assertThat(found.getUsersCount()).isEqualTo(rows);
                      return found;
                    }))
            .isEqualTo(1);
        var page = new ArrayList<String>();
        assertThat(
                log.measure(
                    USERS + "ListUsers",
                    ada,
                    client -> {
                      var found = client.users().listUsers(list(rows, mask));
                      assertThat(found.getUsersCount()).isEqualTo(rows);
                      page.add(found.getNextPageToken());
                      return found;
                    }))
            .isEqualTo(1);
        assertThat(
                log.measure(
                    USERS + "ListUsers",
                    ada,
                    client ->
                        client
                            .users()
                            .listUsers(
                                list(rows, mask).toBuilder()
                                    .setPageToken(page.getFirst())
                                    .build())))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aRequestIdCostsTwoStatements() {
    var ada = campus.newUser();
    var request =
        UpdateProfileRequest.newBuilder()
            .setProfile(Profile.newBuilder().setName("users/me/profile").setBio("Analyst"))
            .setRequestId(UUID.randomUUID().toString())
            .build();
    StatementBudgets.Prepared call = client -> client.users().updateProfile(request);

    assertThat(log.measure(USERS + "UpdateProfile", ada, call)).as("the first time").isEqualTo(5);
    // The request, its answer, and whether the caller may still read it.
    assertThat(log.measure(USERS + "UpdateProfile", ada, call)).as("again").isEqualTo(3);
  }

  @Test
  void byAFilterTakesOneStatementMore() {
    var admin = campus.admin();
    var bio = "Only of " + campus.newUsername();
    people(campus, 20)
        .forEach(name -> {
          var profile = Profile.newBuilder().setName(name + "/profile").setBio(bio);
          var _ =
              admin
                  .users()
                  .updateProfile(UpdateProfileRequest.newBuilder().setProfile(profile).build());
        });

    assertThat(
            log.measure(
                USERS + "BatchUpdateProfiles",
                admin,
                client ->
                    client
                        .users()
                        .batchUpdateProfiles(
                            BatchUpdateProfilesRequest.newBuilder()
                                .setFilter("bio = \"" + bio + "\"")
                                .setExpectedCount(20)
                                .setProfile(Profile.newBuilder().setBio("Analyst"))
                                .build())))
        .isEqualTo(4);
  }
}
