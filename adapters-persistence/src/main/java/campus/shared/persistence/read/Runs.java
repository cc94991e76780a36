package campus.shared.persistence.read;

import campus.shared.application.call.Coalescer;
import campus.shared.application.query.Nested;
import campus.shared.application.write.Transactions;
import campus.shared.persistence.fetch.Continuation;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import campus.shared.persistence.jdbc.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs fetches: each for its own call, or one for several calls that come at the same time. */
final class Runs {

  /** Pages are work for the database, so as many run at a time as it may have processors. */
  private static final int PAGES_AT_A_TIME =
      Math.max(2, Runtime.getRuntime().availableProcessors());

  /** Few enough that the first of them does not wait long for the last. */
  private static final int PAGES_TOGETHER = 20;

  private final Statements statements;
  private final Transactions transactions;
  private final NestedReads nestedReads;
  private final Coalescer<Shared, Arguments, List<Found>> lookUps = new Coalescer<>(this::run);
  private final Coalescer<Shared, Arguments, List<Found>> pages =
      new Coalescer<>(this::run, PAGES_AT_A_TIME, PAGES_TOGETHER);

  Runs(Statements statements, Transactions transactions, NestedReads nestedReads) {
    this.statements = statements;
    this.transactions = transactions;
    this.nestedReads = nestedReads;
  }

  /** Answers a call for one resource. */
  List<Found> lookUp(SharedFetch fetch, Arguments arguments, List<Nested> nested) {
    return find(lookUps, fetch, arguments, nested);
  }

  /** Answers a call for a page. */
  List<Found> page(CompiledList list, Arguments arguments, List<Nested> nested) {
    var shared = list.shared();
    return shared == null
        ? run(list.fetch(), arguments, nested)
        : find(pages, shared, arguments, nested);
  }

  /** What calls that share a run have in common. */
  private record Shared(SharedFetch fetch, ListValues values, List<Nested> nested) {}

  /** Answers a call, together with others that come at the same time. */
  private List<Found> find(
      Coalescer<Shared, Arguments, List<Found>> others,
      SharedFetch fetch,
      Arguments arguments,
      List<Nested> nested) {
    if (!fetch.isShareable() || statements.inTransaction()) {
      return run(fetch.of(1), arguments, nested);
    }
    var found = others.find(new Shared(fetch, arguments.list(), nested), fetch.keyOf(arguments));
    return found == null ? List.of() : found;
  }

  private Map<Arguments, List<Found>> run(Shared shared, Collection<Arguments> calls) {
    return run(shared.fetch(), calls, nestedReads.continuation(shared.nested()));
  }

  /** Answers several calls at once. */
  Map<Arguments, List<Found>> run(
      SharedFetch fetch, Collection<Arguments> calls, List<Nested> nested) {
    return run(fetch, calls, nestedReads.continuation(nested));
  }

  private Map<Arguments, List<Found>> run(
      SharedFetch fetch, Collection<Arguments> calls, Continuation continuation) {
    return run(
        fetch.of(calls.size()), () -> fetch.run(statements, List.copyOf(calls), continuation));
  }

  /** Answers one call alone. */
  List<Found> run(Fetch fetch, Arguments arguments, List<Nested> nested) {
    return run(fetch, () -> fetch.run(statements, arguments, nestedReads.continuation(nested)));
  }

  /** Runs a query, in a transaction if it needs one. */
  private <T> T run(Fetch fetch, Supplier<T> work) {
    return fetch.needsTransaction() ? transactions.read(work) : work.get();
  }
}
