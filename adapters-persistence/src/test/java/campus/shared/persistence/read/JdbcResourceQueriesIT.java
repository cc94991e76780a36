package campus.shared.persistence.read;

import static campus.identity.application.testing.TestUsers.NOW;
import static campus.identity.application.testing.TestUsers.aProfileOf;
import static campus.identity.application.testing.TestUsers.aUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.IdentityCards;
import campus.identity.application.Users;
import campus.identity.domain.CardNumber;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.IdentityResources;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Visibility;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import io.micronaut.core.type.GenericArgument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class JdbcResourceQueriesIT {

  /** A member who owns nothing here. */
  private static final Caller MEMBER = new Caller(null, Set.of(Role.MEMBER), null);

  private final TestPersistence persistence;
  private final ResourceQueries queries;

  JdbcResourceQueriesIT(Engine engine) {
    persistence = TestPersistence.shared(engine);
    queries = persistence.get(ResourceQueries.class);
    persistence.truncate("users");
  }

  @Test
  void readsAUserWithProfileAndCardInOneStatement() {
    var ada = add("ada");
    issue(ada, "C-1");

    var call = new Call("c");
    var found =
        call.during(() ->
            queries.get(
                callerOf(ada), name(ada), ReadMask.of("username", "profile", "identity_card")));

    assertThat(call.statements()).isEqualTo(1);
    assertThat(call.rows()).isEqualTo(1);
    assertThat(found.name()).isEqualTo(ada.id().toName());
    assertThat(value(found, "username")).isEqualTo("ada");
    assertThat(value(found, "profile.full_name")).isEqualTo("ada Example");
    assertThat(value(found, "profile.create_time")).isEqualTo(NOW);
    assertThat(value(found, "identity_card.number")).isEqualTo("C-1");
    assertThat(value(found, "identity_card.revoke_time")).isNull();
    assertThat(value(found, "identity_card.user.name")).isEqualTo(ada.id().toName());
  }

  /** Profiles, as if nothing of their own said whose they are, and for those who are signed in. */
  private static final Resource NOTE =
      Resource.of(new ResourceType("Note", "notes/{note}"), "profiles", "user_id")
          .signedInOnly()
          .ownerWhere(row ->
              Sql.of(
                  "(SELECT u.id FROM users u WHERE u.id = " + row.column("user_id") + ") = ",
                  Sql.CALLER))
          .text("full_name")
          .text("bio")
          .visibleTo(new Visibility(false, true, Set.of(Role.REGISTRAR)))
          .build();

  private ResourceQueries notes() {
    return new JdbcResourceQueries(
        persistence.get(Statements.class),
        persistence.get(Transactions.class),
        persistence.get(PageTokens.class),
        AnswerLimits.DEFAULT,
        List.of(() -> List.of(NOTE)));
  }

  @Test
  void ownersMayBeToldByACondition() {
    var ada = add("ada");
    var bob = add("bob");
    var notes = notes();
    var name = NOTE.type().named(ada.id().value());
    var registrar = new Caller(bob.id(), Set.of(Role.MEMBER, Role.REGISTRAR), null);

    for (var caller : List.of(callerOf(ada), registrar)) {
      assertThat(value(notes.get(caller, name, ReadMask.DEFAULT), "bio")).isNotNull();
    }
    var seen = notes.get(callerOf(bob), name, ReadMask.DEFAULT);
    assertThat(value(seen, "full_name")).isEqualTo("ada Example");
    assertThat(value(seen, "bio")).isNull();
    var byBio = ListQuery.of(NOTE.type()).withFilter("bio:*");
    assertThat(notes.list(registrar, byBio).records()).isNotNull();
    assertThatThrownBy(() -> notes.list(callerOf(ada), byBio)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void whoIsNotSignedInMaySeeNothing() {
    var ada = add("ada");
    var notes = notes();
    var name = NOTE.type().named(ada.id().value());
    var all = ListQuery.of(NOTE.type()).withTotalSize(true);

    assertThatThrownBy(() -> notes.get(Caller.ANONYMOUS, name, ReadMask.DEFAULT))
        .isInstanceOf(NotFound.class);
    assertThat(notes.list(Caller.ANONYMOUS, all).totalSize()).isZero();
    assertThat(notes.list(callerOf(ada), all).totalSize()).isEqualTo(1);
  }

  @Test
  void goesRoundInCircles() {
    var ada = add("ada");

    var found =
        queries.get(
            callerOf(ada),
            IdentityResources.PROFILE.named(ada.id().value()),
            ReadMask.of("user.profile.user.username"));

    assertThat(value(found, "user.profile.user.username")).isEqualTo("ada");
  }

  @Test
  void showsWhatIsPrivateToItsOwnerAndAdministratorsOnly() {
    var ada = add("ada");
    issue(ada, "C-1");
    var mask = ReadMask.of("*", "identity_card", "profile.user.email");

    for (var caller : List.of(callerOf(add("bob")), MEMBER)) {
      var seen = queries.get(caller, name(ada), mask);
      assertThat(value(seen, "username")).isEqualTo("ada");
      assertThat(value(seen, "email")).isNull();
      assertThat(value(seen, "roles")).isNull();
      assertThat(value(seen, "identity_card")).isNull();
      assertThat(value(seen, "profile.user.email")).isNull();
      assertThatThrownBy(() ->
              queries.get(
                  caller,
                  IdentityResources.IDENTITY_CARD.named(ada.id().value()),
                  ReadMask.DEFAULT))
          .isInstanceOf(NotFound.class);
    }
    for (var caller :
        List.of(callerOf(ada), new Caller(add("boss").id(), Set.of(Role.ADMIN), null))) {
      var seen = queries.get(caller, name(ada), mask);
      assertThat(value(seen, "email")).isEqualTo("ada@example.org");
      assertThat(value(seen, "roles")).isEqualTo(List.of("MEMBER"));
      assertThat(value(seen, "identity_card.number")).isEqualTo("C-1");
      assertThat(value(seen, "profile.user.email")).isEqualTo("ada@example.org");
    }
  }

  @Test
  void saysWhatIsMissing() {
    var missing = IdentityResources.USER.named(UUID.randomUUID());

    assertThatThrownBy(() -> queries.get(MEMBER, missing, ReadMask.DEFAULT))
        .isInstanceOf(NotFound.class)
        .hasMessage(missing + " does not exist");
    assertThatThrownBy(
            () -> queries.batchGet(MEMBER, List.of(name(add("ada")), missing), ReadMask.DEFAULT))
        .isInstanceOf(NotFound.class)
        .hasMessage(missing + " does not exist");
  }

  @Test
  void batchGetKeepsTheOrderOfTheNamesAndTheirNumber() {
    var ada = name(add("ada"));
    var bob = name(add("bob"));
    var eve = name(add("eve"));

    var call = new Call("c");
    var found =
        call.during(
            () -> queries.batchGet(MEMBER, List.of(eve, ada, eve, bob), ReadMask.of("username")));

    assertThat(found)
        .map(user -> value(user, "username"))
        .containsExactly("eve", "ada", "eve", "bob");
    assertThat(call.statements()).isEqualTo(1);
  }

  @Test
  void pagesHoldEveryUserOnceWhateverComesBetween() {
    var before = new ArrayList<User>();
    for (int i = 0; i < 7; i++) {
      before.add(add("user" + i));
    }
    var seen = new ArrayList<String>();
    var token = "";
    do {
      var page =
          queries.list(
              MEMBER,
              ListQuery.of(IdentityResources.USER)
                  .withMask(ReadMask.of("username"))
                  .withPage(2, token));
      page.records().forEach(user -> seen.add(String.valueOf(value(user, "username"))));
      token = page.nextToken();
      add("late" + seen.size());
    } while (!token.isEmpty());

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(username -> username.startsWith("user")))
        .hasSameElementsAs(before.stream().map(user -> user.username().value()).toList());
  }

  @Test
  void listsInTheOrderOfIds() {
    for (int i = 0; i < 5; i++) {
      add("user" + i);
    }

    var page = queries.list(MEMBER, ListQuery.of(IdentityResources.USER));

    assertThat(page.records().stream().map(ResourceRecord::name))
        .hasSize(5)
        .isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(page.nextToken()).isEmpty();
  }

  @Test
  void takesAsManyStatementsForAHundredAsForOne() {
    for (int size : new int[] {1, 20, 100}) {
      while (userCount() < size) {
        add("user" + UUID.randomUUID().toString().substring(0, 8));
      }
      var call = new Call("c");
      var page =
          call.during(() ->
              queries.list(
                  MEMBER,
                  ListQuery.of(IdentityResources.USER)
                      .withMask(
                          ReadMask.of("username", "profile.full_name", "identity_card.number"))
                      .withPage(size, "")));
      assertThat(page.records()).hasSize(size);
      assertThat(call.statements()).isEqualTo(1);
    }
  }

  @Test
  void refusesTokensThatAreNotForThisList() {
    add("ada");
    add("bob");
    var query =
        ListQuery.of(IdentityResources.USER).withMask(ReadMask.of("username")).withPage(1, "");
    var token = queries.list(MEMBER, query).nextToken();
    assertThat(token).isNotEmpty();

    for (var other :
        List.of(
            query.withMask(ReadMask.DEFAULT).withPage(1, token),
            query.withFilter("username = a*").withPage(1, token),
            query.withOrder("username").withPage(1, token),
            ListQuery.of(IdentityResources.PROFILE).withPage(1, token),
            query.withPage(1, token.substring(1)),
            query.withPage(1, token + "AAAA"),
            query.withPage(1, "%%%"),
            query.withPage(1, "AAAA"))) {
      assertThatThrownBy(() -> queries.list(MEMBER, other))
          .isInstanceOfSatisfying(
              InvalidRequest.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_PAGE_TOKEN))
          .hasMessageStartingWith("page_token: ");
    }
    // The size of the page may change.
    assertThat(queries.list(MEMBER, query.withPage(9, token)).records()).hasSize(1);
  }

  private long userCount() {
    return queries
        .list(MEMBER, ListQuery.of(IdentityResources.USER).withPage(1000, ""))
        .records()
        .size();
  }

  private User add(String username) {
    var user = aUser(username);
    persistence
        .get(Transactions.class)
        .write(() -> {
          persistence.get(Users.class).add(user);
          persistence
              .get(new GenericArgument<Entities<Id<Profile>, Profile>>() {})
              .add(aProfileOf(user));
        });
    return user;
  }

  private void issue(User user, String number) {
    var card = IdentityCard.issue(user.id(), new CardNumber(number), null, NOW);
    persistence.get(Transactions.class).write(() -> persistence.get(IdentityCards.class).put(card));
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), Set.of(Role.MEMBER), null);
  }

  private static ResourceName name(User user) {
    return IdentityResources.USER.named(user.id().value());
  }

  /** The value at a path; null too where the path ends early because there is nothing. */
  private static @Nullable Object value(ResourceRecord found, String path) {
    int dot = path.indexOf('.');
    var segment = dot < 0 ? path : path.substring(0, dot);
    var selection = found.selection();
    for (int i = 0; i < selection.fields().size(); i++) {
      if (selection.fields().get(i).name().equals(segment)) {
        return found.values().get(i);
      }
    }
    for (int i = 0; i < selection.branches().size(); i++) {
      if (selection.branches().get(i).relation().name().equals(segment)) {
        var related = found.related().get(i);
        return related instanceof ResourceRecord next && dot >= 0
            ? value(next, path.substring(dot + 1))
            : related;
      }
    }
    throw new AssertionError(path + " was not selected");
  }
}
