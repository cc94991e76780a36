package campus.shared.application.write;

import campus.shared.application.call.Caller;
import campus.shared.application.call.StandingRoles;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Saves the rows of imports, chunk by chunk, each in a transaction of its own. A row that is
 * refused does not affect the others; all other errors fail the chunk.
 *
 * <p>Races: a caller who loses their role during an import. Guard: the role is required in each
 * transaction, under a lock.
 */
public record Imports(Transactions transactions, StandingRoles roles) {

  /**
   * A row of a stream.
   *
   * @param number its position, from 1 on
   */
  public record Row<R>(int number, R value) {}

  /**
   * What was saved of a chunk.
   *
   * @param refusals the errors of the refused rows, by their numbers
   */
  public record Imported(int created, SortedMap<Integer, DomainError> refusals) {}

  /** An import in progress, of one stream. */
  @FunctionalInterface
  public interface Import<R> {

    /**
     * Saves a chunk of the stream, except refused rows.
     *
     * @param chunk at most some hundred rows, in order; each refused row costs further statements
     * @throws campus.shared.domain.error.NotAllowed if the caller has lost the role that they had
     */
    Imported save(Caller caller, List<Row<R>> chunk);
  }

  /**
   * An import of prepared entities.
   *
   * @param role the role that callers need; those who are ADMIN have to stay it
   */
  public <E extends Identified<Id<E>>> Import<E> into(EntityUseCases<E> useCases, Role role) {
    return (caller, chunk) -> save(caller, role, chunk, useCases::addTogether);
  }

  /**
   * Saves a chunk, as {@link Import#save} does.
   *
   * @param role as for {@link #into}
   * @param add adds rows, all or none; called again for parts of the chunk, in order, if it refuses
   *     one
   */
  public <R> Imported save(Caller caller, Role role, List<Row<R>> chunk, Consumer<List<R>> add) {
    return transactions.write(() -> {
      roles.require(caller, caller.roles().contains(Role.ADMIN) ? Role.ADMIN : role);
      var refusals = new TreeMap<Integer, DomainError>();
      save(chunk, add, refusals);
      return new Imported(chunk.size() - refusals.size(), refusals);
    });
  }

  /**
   * A time that a row may give.
   *
   * @param field its path in errors
   * @param given null for now
   * @throws InvalidRequest if it is yet to come
   */
  public static Instant past(String field, @Nullable Instant given, Instant now) {
    if (given != null && given.isAfter(now)) {
      throw new InvalidRequest(field, "must not be in the future");
    }
    return given == null ? now : given;
  }

  /** Halves a chunk that is refused, so that finding a few refused rows takes few attempts. */
  private <R> void save(
      List<Row<R>> rows, Consumer<List<R>> add, SortedMap<Integer, DomainError> refusals) {
    if (rows.isEmpty()) {
      return;
    }
    var refusal = tried(() -> add.accept(rows.stream().map(Row::value).toList()));
    if (refusal == null) {
      return;
    }
    if (rows.size() == 1) {
      refusals.put(rows.getFirst().number(), refusal);
      return;
    }
    int half = rows.size() / 2;
    save(rows.subList(0, half), add, refusals);
    save(rows.subList(half, rows.size()), add, refusals);
  }

  /** Runs work in a savepoint; returns why it was refused, or null if it succeeded. */
  private @Nullable DomainError tried(Runnable work) {
    try {
      transactions.nested(work);
      return null;
    } catch (AlreadyExists | InvalidRequest | NotFound | RuleBroken e) {
      return e;
    }
  }
}
