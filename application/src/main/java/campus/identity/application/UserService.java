package campus.identity.application;

import campus.identity.domain.IdentityErrors;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.application.write.Entities;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.application.write.Transactions;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Races: taking one username, address or id twice. Guard: unique constraints. Editing a user twice.
 * Guard: the user's row lock and the etag. Deleting a user against adding data to them. Guard: the
 * row lock and foreign keys. Taking the role ADMIN from the last two who have it, or deleting them.
 * Guard: the row locks of all who have it.
 *
 * <p>Users are locked in id order.
 */
final class UserService implements UserUseCases {

  private final Transactions transactions;
  private final Users users;
  private final Entities<Id<Profile>, Profile> profiles;
  private final Credentials credentials;
  private final PasswordHasher hasher;
  private final UsernameRules rules;
  private final List<UserDependents> dependents;
  private final IdGenerator ids;
  private final Imports imports;
  private final Clock clock;

  UserService(
      Transactions transactions,
      Users users,
      Entities<Id<Profile>, Profile> profiles,
      Credentials credentials,
      PasswordHasher hasher,
      UsernameRules rules,
      List<UserDependents> dependents,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.profiles = profiles;
    this.credentials = credentials;
    this.hasher = hasher;
    this.rules = rules;
    this.dependents = List.copyOf(dependents);
    this.ids = ids;
    this.imports = imports;
    this.clock = clock;
  }

  @Override
  public Username username(String text) {
    return rules.of(text);
  }

  @Override
  public PasswordHash hash(Password password) {
    return hasher.hash(password.value(), PasswordHasher.Priority.HIGH);
  }

  @Override
  public UserId create(NewUser user, @Nullable PasswordHash password) {
    var account = account(new UserId(ids.next()), user);
    return transactions.write(() -> {
      add(List.of(account));
      if (password != null) {
        credentials.put(account.user().id(), password);
      }
      countAdded(1);
      return account.user().id();
    });
  }

  @Override
  public List<UserId> createAll(List<CreateUser> creations) {
    var accounts = new ArrayList<Account>();
    var hashes = new HashMap<UserId, PasswordHash>();
    for (var creation : creations) {
      var account = account(new UserId(ids.next()), creation.user());
      accounts.add(account);
      if (creation.password() != null) {
        hashes.put(account.user().id(), creation.password());
      }
    }
    return transactions.write(() -> {
      transactions.allOrNone(accounts, this::add);
      credentials.putAll(hashes);
      countAdded(accounts.size());
      return accounts.stream().map(account -> account.user().id()).toList();
    });
  }

  @Override
  public Imported importRows(Caller caller, List<Row<ImportedUser>> rows) {
    return transactions.write(() -> {
      var imported =
          imports.save(
              caller, Role.ADMIN, rows, part -> add(part.stream().map(this::account).toList()));
      countAdded(imported.created());
      return imported;
    });
  }

  private Account account(ImportedUser row) {
    var now = Imports.past("create_time", row.createTime(), clock.instant());
    return account(new UserId(ids.at(row.createTime())), row.user(), now);
  }

  /** A user and their profile, which exist together. */
  private record Account(User user, Profile profile) {}

  private Account account(UserId id, NewUser user) {
    return account(id, user, clock.instant());
  }

  private static Account account(UserId id, NewUser user, Instant now) {
    return new Account(
        User.create(id, user.username(), user.email(), now),
        Profile.create(id, user.fullName(), user.bio(), user.image(), now));
  }

  /** Adds users in username order, so that batches with equal names cannot deadlock. */
  private void add(List<Account> accounts) {
    var ordered =
        accounts.stream()
            .sorted(Comparator.comparing(account -> account.user().username().key()))
            .toList();
    users.addAll(ordered.stream().map(Account::user).toList());
    profiles.addAll(ordered.stream().map(Account::profile).toList());
  }

  @Override
  public void update(UpdateUser update) {
    update(List.of(update), this::apply);
  }

  @Override
  public void updateAll(List<UpdateUser> updates) {
    update(updates, outcomes -> transactions.allOrNone(outcomes, this::apply));
  }

  private void update(List<UpdateUser> updates, Consumer<List<Outcome>> apply) {
    transactions.write(() -> {
      var outcomes = outcomes(updates);
      apply.accept(outcomes);
      countAdded(each(outcomes, Outcome::added).size());
    });
  }

  /**
   * The outcome of an update.
   *
   * @param changed null if the user is unchanged or new
   * @param profile null if the profile is unchanged or new
   * @param added null if the user is not new
   */
  private record Outcome(
      @Nullable User changed, @Nullable Profile profile, @Nullable Account added) {}

  private List<Outcome> outcomes(List<UpdateUser> updates) {
    var found = users.lockById(updates.stream().map(UpdateUser::user).toList());
    var withProfile =
        updates.stream()
            .filter(update -> update.profile() != null && found.containsKey(update.user()))
            .map(update -> Profile.id(update.user()))
            .toList();
    Map<Id<Profile>, Profile> profilesOf =
        withProfile.isEmpty() ? Map.of() : profiles.lockById(withProfile);
    return updates.stream()
        .map(update ->
            outcome(update, found.get(update.user()), profilesOf.get(Profile.id(update.user()))))
        .toList();
  }

  private Outcome outcome(UpdateUser update, @Nullable User user, @Nullable Profile profile) {
    if (user != null) {
      user.requireAt(update.etag());
      var changed =
          user.rename(
              Objects.requireNonNullElse(update.username(), user.username()),
              Objects.requireNonNullElse(update.email(), user.email()),
              clock.instant());
      var rewritten = update.profile() == null ? null : edited(update.profile(), profile);
      return new Outcome(
          changed.equals(user) ? null : changed,
          Objects.equals(rewritten, profile) ? null : rewritten,
          null);
    }
    // An etag implies a user who existed.
    if (update.missing() == null || update.etag() != null) {
      throw new NotFound(update.user().toName());
    }
    return new Outcome(null, null, account(update.user(), update.missing()));
  }

  private Profile edited(Update<Profile> update, @Nullable Profile profile) {
    if (profile == null) {
      throw new NotFound(update.id().toName());
    }
    profile.requireAt(update.etag());
    return update.edit().apply(profile, clock.instant());
  }

  private void apply(List<Outcome> outcomes) {
    users.updateAll(each(outcomes, Outcome::changed));
    profiles.updateAll(each(outcomes, Outcome::profile));
    add(each(outcomes, Outcome::added));
  }

  /** The parts that the outcomes have. */
  private static <T> List<T> each(List<Outcome> outcomes, Function<Outcome, @Nullable T> part) {
    return outcomes.stream().flatMap(outcome -> Stream.ofNullable(part.apply(outcome))).toList();
  }

  private void countAdded(int count) {
    if (count > 0) {
      dependents.forEach(dependent -> dependent.added(count));
    }
  }

  @Override
  public void delete(UserId id, @Nullable Etag etag) {
    delete(id, etag, UserDependents::deleteOf);
  }

  @Override
  public void erase(UserId id, @Nullable Etag etag) {
    delete(id, etag, UserDependents::eraseOf);
  }

  @Override
  public void deleteAll(List<UserId> all) {
    deleteAll(all, UserDependents::deleteOf);
  }

  @Override
  public void eraseAll(List<UserId> all) {
    deleteAll(all, UserDependents::eraseOf);
  }

  /** What a deletion does to the data that another context keeps about users. */
  private interface Removal extends BiConsumer<UserDependents, List<UserId>> {}

  private void delete(UserId id, @Nullable Etag etag, Removal removal) {
    transactions.write(() -> {
      var locked = users.lockToDelete(List.of(id));
      NotFound.requireAll(List.of(id), locked.stream().map(User::id).toList());
      locked.getFirst().requireAt(etag);
      deleteLocked(locked, removal);
    });
  }

  private void deleteAll(List<UserId> all, Removal removal) {
    transactions.write(() -> {
      var locked = users.lockToDelete(all);
      NotFound.requireAll(all, locked.stream().map(User::id).toList());
      deleteLocked(locked, removal);
    });
  }

  private void deleteLocked(List<User> locked, Removal removal) {
    var ids = locked.stream().map(User::id).toList();
    if (locked.stream().anyMatch(user -> user.roles().contains(Role.ADMIN))) {
      requireOtherAdmin(ids);
    }
    dependents.forEach(dependent -> removal.accept(dependent, ids));
    users.deleteAll(ids);
  }

  /**
   * @param leaving those who are about to lose the role ADMIN, if they have it
   */
  private void requireOtherAdmin(List<UserId> leaving) {
    var admins = users.lockAdmins();
    if (!admins.isEmpty() && leaving.containsAll(admins)) {
      throw IdentityErrors.lastAdmin(admins.getFirst());
    }
  }

  @Override
  public void grant(UserId user, Role role) {
    transactions.write(() -> {
      var _ = changeRoles(user, now -> now.grant(role, clock.instant()));
    });
  }

  @Override
  public void revoke(UserId user, Role role) {
    transactions.write(() -> {
      if (role == Role.ADMIN) {
        requireOtherAdmin(List.of(user));
      }
      var _ = changeRoles(user, now -> now.revoke(role, clock.instant()));
    });
  }

  @Override
  public boolean grant(Username username, Role role) {
    return changeRoles(username, user -> user.grant(role, clock.instant()));
  }

  @Override
  public boolean revoke(Username username, Role role) {
    return changeRoles(username, user -> user.revoke(role, clock.instant()));
  }

  private boolean changeRoles(Username username, UnaryOperator<User> change) {
    return transactions.write(() -> {
      var found = users.find(username).orElseThrow(() -> IdentityErrors.unknownUser(username));
      return changeRoles(found.id(), change);
    });
  }

  private boolean changeRoles(UserId id, UnaryOperator<User> change) {
    var user = users.lock(id);
    var changed = change.apply(user);
    if (changed.equals(user)) {
      return false;
    }
    users.update(changed);
    return true;
  }
}
