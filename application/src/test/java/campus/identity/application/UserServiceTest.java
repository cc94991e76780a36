package campus.identity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.UserUseCases.CreateUser;
import campus.identity.application.UserUseCases.ImportedUser;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.UserUseCases.UpdateUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.Password;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.error.StaleEtag;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserServiceTest {

  private final IdentityFixture fixture = new IdentityFixture();
  private final UserUseCases users = fixture.useCases().users();

  @Test
  void createsAUserWithTheirProfile() {
    var ada = users.create(newUser("Ada"), null);

    assertThat(user(ada).username()).isEqualTo(new Username("Ada"));
    assertThat(user(ada).roles()).containsExactly(Role.MEMBER);
    assertThat(profile(ada).fullName()).isEqualTo("Ada Example");
    assertThat(profile(ada).createTime()).isEqualTo(fixture.now());
  }

  @Test
  void leavesNothingOfAUserWhoseNameIsTaken() {
    users.create(newUser("ada"), null);

    assertThatThrownBy(() ->
            users.create(
                new NewUser(new Username("ADA"), new Email("other@example.org"), "", "", null),
                users.hash(new Password("correct horse"))))
        .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);

    assertThat(
            fixture
                .ports()
                .credentials()
                .findByLogin("other@example.org", Call.LOCAL, fixture.now()))
        .isEmpty();
  }

  @Test
  void changesWhatIsGivenAndLeavesTheRest() {
    var ada = users.create(newUser("ada"), null);
    var before = user(ada);
    fixture.pass();

    users.update(new UpdateUser(ada, null, new Email("new@example.org"), before.etag()));

    assertThat(user(ada).username()).isEqualTo(before.username());
    assertThat(user(ada).email()).isEqualTo(new Email("new@example.org"));
    assertThat(user(ada).createTime()).isEqualTo(before.createTime());
    assertThat(user(ada).updateTime()).isEqualTo(fixture.now());
    assertThat(user(ada).etag()).isNotEqualTo(before.etag());
  }

  @Test
  void refusesStaleEtags() {
    var ada = users.create(newUser("ada"), null);
    var etag = user(ada).etag();
    users.update(new UpdateUser(ada, new Username("lovelace"), null, etag));

    assertThatThrownBy(() -> users.update(new UpdateUser(ada, new Username("late"), null, etag)))
        .isInstanceOf(StaleEtag.class);
    assertThatThrownBy(() -> users.delete(ada, etag)).isInstanceOf(StaleEtag.class);
    assertThat(user(ada).username()).isEqualTo(new Username("lovelace"));
  }

  @Test
  void deletesDependentDataBeforeTheUser() {
    var deleted = new ArrayList<UserId>();
    fixture.dependents().add(deleted::addAll);
    var ada = fixture.useCases().users().create(newUser("ada"), null);

    fixture.useCases().users().delete(ada, null);

    assertThat(deleted).containsExactly(ada);
    assertThatThrownBy(() -> user(ada)).isInstanceOf(NotFound.class);
  }

  @Test
  void erasesWhatAloneForbidsADeletion() {
    var erased = new ArrayList<UserId>();
    fixture
        .dependents()
        .add(
            new UserDependents() {
              @Override
              public void deleteOf(List<UserId> users) {
                throw new RuleBroken(
                    Reason.ACCOUNTS_HAVE_ENTRIES, users.getFirst().toName(), "books");
              }

              @Override
              public void eraseOf(List<UserId> users) {
                erased.addAll(users);
              }
            });
    var held = fixture.useCases().users();
    var ada = held.create(newUser("ada"), null);
    var bob = held.create(newUser("bob"), null);

    assertThatThrownBy(() -> held.deleteAll(List.of(bob))).isInstanceOf(RuleBroken.class);
    held.erase(ada, null);
    held.eraseAll(List.of(bob));

    assertThat(erased).containsExactly(ada, bob);
    assertThatThrownBy(() -> user(ada)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> user(bob)).isInstanceOf(NotFound.class);
  }

  @Test
  void keepsAUserWhomADependentHolds() {
    fixture
        .dependents()
        .add(users -> {
          throw new RuleBroken(Reason.CONFLICT, users.getFirst().toName(), "they owe us money");
        });
    var held = fixture.useCases().users();
    var ada = held.create(newUser("ada"), null);

    assertThatThrownBy(() -> held.delete(ada, null)).isInstanceOf(RuleBroken.class);
    assertThat(user(ada).username()).isEqualTo(new Username("ada"));
  }

  @Test
  void saysWhichUserIsMissing() {
    var nobody = new UserId(UUID.randomUUID());

    assertThatThrownBy(() -> users.delete(nobody, null))
        .isInstanceOf(NotFound.class)
        .hasMessage(nobody.toName() + " does not exist");
    assertThatThrownBy(() -> users.grant(new Username("nobody"), Role.HR))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void makesManyOrNone() {
    users.create(newUser("carl"), null);

    var made = users.createAll(creations("ada", "bob"));
    assertThat(made).extracting(id -> user(id).username().value()).containsExactly("ada", "bob");

    assertThatThrownBy(() -> users.createAll(creations("dora", "CARL", "emil")))
        .isInstanceOfSatisfying(
            AlreadyExists.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.USERNAME_TAKEN);
              assertThat(e.element()).hasValue(1);
            });
    assertThatThrownBy(() -> users.createAll(creations("dora", "emil", "Dora")))
        .isInstanceOfSatisfying(AlreadyExists.class, e -> assertThat(e.element()).hasValue(2));
    assertThat(fixture.ports().credentials().findByLogin("dora", Call.LOCAL, fixture.now()))
        .isEmpty();
  }

  @Test
  void givesManyTheirPasswords() {
    var made =
        users.createAll(
            List.of(
                new CreateUser(newUser("ada"), users.hash(new Password("correct horse"))),
                new CreateUser(newUser("bob"), null)));

    assertThat(fixture.ports().credentials().find(made.getFirst())).isPresent();
    assertThat(fixture.ports().credentials().find(made.getLast())).isEmpty();
  }

  @Test
  void changesManyOrNone() {
    var made = users.createAll(creations("ada", "bob", "carl"));
    var etag = user(made.getFirst()).etag();

    users.updateAll(
        List.of(
            new UpdateUser(made.get(1), new Username("bobby"), null, null),
            new UpdateUser(made.get(0), null, new Email("a@example.org"), etag)));
    assertThat(user(made.get(1)).username()).isEqualTo(new Username("bobby"));
    assertThat(user(made.get(0)).email()).isEqualTo(new Email("a@example.org"));

    assertThatThrownBy(() ->
            users.updateAll(
                List.of(
                    new UpdateUser(made.get(2), new Username("charles"), null, null),
                    new UpdateUser(made.get(0), null, new Email("b@example.org"), etag))))
        .isInstanceOf(StaleEtag.class)
        .hasMessageContaining(made.getFirst().toName());
    assertThatThrownBy(() ->
            users.updateAll(
                List.of(
                    new UpdateUser(made.get(2), new Username("charles"), null, null),
                    new UpdateUser(made.get(0), new Username("BOBBY"), null, null))))
        .isInstanceOfSatisfying(AlreadyExists.class, e -> assertThat(e.element()).hasValue(1));
    assertThat(user(made.get(2)).username()).isEqualTo(new Username("carl"));
  }

  @Test
  void makesAMissingUserWithTheGivenId() {
    var id = new UserId(UUID.randomUUID());
    var put = new UpdateUser(id, null, new Email("new@example.org"), null, null, newUser("ada"));

    users.update(put);
    assertThat(user(id).username()).isEqualTo(new Username("ada"));
    assertThat(user(id).email()).isEqualTo(new Email("ada@example.org"));
    assertThat(profile(id).fullName()).isEqualTo("Ada Example");

    users.update(put);
    assertThat(user(id).email()).isEqualTo(new Email("new@example.org"));
  }

  @Test
  void createsNoMissingUserForAnEtag() {
    var id = new UserId(UUID.randomUUID());

    assertThatThrownBy(() ->
            users.update(new UpdateUser(id, null, null, Etag.ofVersion(1), null, newUser("ada"))))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> users.update(new UpdateUser(id, null, null, null)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void deletesManyOrNone() {
    var deleted = new ArrayList<List<UserId>>();
    fixture.dependents().add(deleted::add);
    var service = fixture.useCases().users();
    var made = service.createAll(creations("ada", "bob", "carl"));
    var nobody = new UserId(UUID.randomUUID());

    assertThatThrownBy(() -> service.deleteAll(List.of(made.get(0), nobody)))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining(nobody.toName());
    service.deleteAll(made.subList(0, 2));

    assertThat(deleted).hasSize(1);
    assertThat(deleted.getFirst())
        .containsExactlyInAnyOrderElementsOf(made.subList(0, 2))
        .isSortedAccordingTo(Comparator.comparing(UserId::toName));
    assertThat(user(made.get(2)).username()).isEqualTo(new Username("carl"));
    assertThatThrownBy(() -> user(made.get(0))).isInstanceOf(NotFound.class);
  }

  @Test
  void importsWhatCanBeImported() {
    users.create(newUser("bob"), null);

    var imported = users.importRows(admin(), rows("ada", "BOB", "carl", "Ada"));

    assertThat(imported.created()).isEqualTo(2);
    assertThat(imported.refusals()).containsOnlyKeys(2, 4);
    assertThat(imported.refusals().get(4))
        .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
    assertThat(fixture.ports().users().find(new Username("carl"))).isPresent();
  }

  private static List<Row<ImportedUser>> rows(String... usernames) {
    return IntStream.rangeClosed(1, usernames.length)
        .mapToObj(i -> new Row<>(i, new ImportedUser(newUser(usernames[i - 1]), null)))
        .toList();
  }

  private Caller admin() {
    var id = users.create(newUser("boss"), null);
    users.grant(new Username("boss"), Role.ADMIN);
    return new Caller(id, Set.of(Role.MEMBER, Role.ADMIN), null);
  }

  @Test
  void importsNoMoreOnceTheCallerIsNotAdmin() {
    var boss = admin();
    users.importRows(boss, rows("ada"));
    users.revoke(new Username("boss"), Role.ADMIN);

    assertThatThrownBy(() -> users.importRows(boss, rows("bob"))).isInstanceOf(NotAllowed.class);

    assertThat(fixture.ports().users().find(new Username("ada"))).isPresent();
    assertThat(fixture.ports().users().find(new Username("bob"))).isEmpty();
  }

  @Test
  void changesUserAndProfileInOneWrite() {
    var ada = users.create(newUser("ada"), null);
    var profile = rewrite(ada, null, "Countess", null);

    users.update(new UpdateUser(ada, new Username("lady"), null, null, profile, null));

    assertThat(fixture.ports().users().lock(ada).username()).isEqualTo(new Username("lady"));
    assertThat(fixture.ports().profiles().lock(Profile.id(ada)).bio()).isEqualTo("Countess");
    var stale = rewrite(ada, null, "Poet", new Etag("77"));
    assertThatThrownBy(
            () -> users.update(new UpdateUser(ada, new Username("gone"), null, null, stale, null)))
        .isInstanceOf(StaleEtag.class);
    assertThat(fixture.ports().users().lock(ada).username()).isEqualTo(new Username("lady"));
  }

  @Test
  void whatChangesNothingKeepsEtagAndTime() {
    var ada = users.create(newUser("ada"), null);
    var before = fixture.ports().users().lock(ada);
    var profile = fixture.ports().profiles().lock(Profile.id(ada));
    fixture.pass();

    users.update(
        new UpdateUser(
            ada,
            before.username(),
            before.email(),
            null,
            rewrite(ada, profile.fullName(), null, null),
            null));

    assertThat(fixture.ports().users().lock(ada)).isEqualTo(before);
    assertThat(fixture.ports().profiles().lock(Profile.id(ada))).isEqualTo(profile);
  }

  /** The change of a profile; null keeps a field. */
  private static Update<Profile> rewrite(
      UserId user, @Nullable String fullName, @Nullable String bio, @Nullable Etag etag) {
    return new Update<>(
        Profile.id(user),
        etag,
        (profile, now) ->
            profile.rewrite(
                fullName == null ? profile.fullName() : fullName,
                bio == null ? profile.bio() : bio,
                profile.image(),
                now));
  }

  private static List<CreateUser> creations(String... usernames) {
    return Stream.of(usernames).map(name -> new CreateUser(newUser(name), null)).toList();
  }

  @Test
  void theLastAdminKeepsTheRoleAndStays() {
    var ada = users.create(newUser("ada"), null);
    var bob = users.create(newUser("bob"), null);
    users.grant(ada, Role.ADMIN);
    users.grant(bob, Role.ADMIN);

    users.revoke(ada, Role.ADMIN);
    users.revoke(ada, Role.ADMIN);

    assertThat(user(ada).roles()).containsExactly(Role.MEMBER);
    assertThatThrownBy(() -> users.revoke(bob, Role.ADMIN)).satisfies(UserServiceTest::isLastAdmin);
    assertThatThrownBy(() -> users.delete(bob, null)).satisfies(UserServiceTest::isLastAdmin);
    assertThatThrownBy(() -> users.deleteAll(List.of(ada, bob)))
        .satisfies(UserServiceTest::isLastAdmin);
    assertThat(user(bob).roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.ADMIN);
  }

  private static void isLastAdmin(Throwable error) {
    assertThat(error)
        .isInstanceOf(RuleBroken.class)
        .hasFieldOrPropertyWithValue("reason", Reason.LAST_ADMIN);
  }

  @Test
  void theOperatorTakesTheRoleFromTheLastAdmin() {
    var ada = users.create(newUser("ada"), null);
    users.grant(new Username("ada"), Role.ADMIN);

    assertThat(users.revoke(new Username("ada"), Role.ADMIN)).isTrue();

    assertThat(user(ada).roles()).containsExactly(Role.MEMBER);
  }

  @Test
  void grantsAndRevokesRolesById() {
    var ada = users.create(newUser("ada"), null);

    users.grant(ada, Role.HR);
    var granted = user(ada);
    fixture.pass();
    users.grant(ada, Role.HR);
    assertThat(user(ada)).isEqualTo(granted);
    assertThat(granted.roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.HR);

    users.revoke(ada, Role.HR);
    assertThat(user(ada).roles()).containsExactly(Role.MEMBER);
    assertThatThrownBy(() -> users.revoke(ada, Role.MEMBER)).isInstanceOf(InvalidRequest.class);
    var nobody = new UserId(UUID.randomUUID());
    assertThatThrownBy(() -> users.grant(nobody, Role.HR)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> users.revoke(nobody, Role.ADMIN)).isInstanceOf(NotFound.class);
  }

  @Test
  void grantsAndRevokesRoles() {
    var ada = users.create(newUser("ada"), null);

    assertThat(users.grant(new Username("ADA"), Role.HR)).isTrue();
    assertThat(users.grant(new Username("ada"), Role.HR)).isFalse();
    assertThat(user(ada).roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.HR);

    assertThat(users.revoke(new Username("ada"), Role.HR)).isTrue();
    assertThat(users.revoke(new Username("ada"), Role.HR)).isFalse();
    assertThatThrownBy(() -> users.revoke(new Username("ada"), Role.MEMBER))
        .isInstanceOf(InvalidRequest.class);
    assertThat(user(ada).roles()).containsExactly(Role.MEMBER);
  }

  @Test
  void changesProfiles() {
    var profiles = fixture.useCases().profiles();
    var ada = users.create(newUser("ada"), null);
    var etag = profile(ada).etag();

    profiles.update(rewrite(ada, null, "Hello", etag));

    assertThat(profile(ada).bio()).isEqualTo("Hello");
    assertThat(profile(ada).fullName()).isEqualTo("Ada Example");
    assertThatThrownBy(() -> profiles.update(rewrite(ada, "x", null, etag)))
        .isInstanceOf(StaleEtag.class);
  }

  @Test
  void issuesOneCardAtATime() {
    var cards = fixture.useCases().identityCards();
    var ada = users.create(newUser("ada"), null);

    cards.issue(ada, new CardNumber("C-1"));
    assertThatThrownBy(() -> cards.issue(ada, new CardNumber("C-2")))
        .hasFieldOrPropertyWithValue("reason", Reason.CARD_ALREADY_ISSUED);

    cards.revoke(ada);
    assertThatThrownBy(() -> cards.revoke(ada))
        .hasFieldOrPropertyWithValue("reason", Reason.CARD_ALREADY_REVOKED);

    cards.issue(ada, new CardNumber("C-2"));
    assertThat(fixture.ports().cards().lock(ada))
        .map(IdentityCard::number)
        .contains(new CardNumber("C-2"));
  }

  @Test
  void issuesNoCardToAnUnknownUser() {
    var cards = fixture.useCases().identityCards();
    var nobody = new UserId(UUID.randomUUID());

    assertThatThrownBy(() -> cards.issue(nobody, new CardNumber("C-1")))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> cards.revoke(nobody)).isInstanceOf(NotFound.class);
  }

  private User user(UserId id) {
    return fixture.ports().users().lock(id);
  }

  private Profile profile(UserId id) {
    return fixture.ports().profiles().lock(Profile.id(id));
  }

  private static NewUser newUser(String username) {
    return new NewUser(
        new Username(username), new Email(username + "@example.org"), "Ada Example", "", null);
  }
}
