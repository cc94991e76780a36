package campus.shared.application;

import java.util.function.Supplier;

/** Runs use cases that change a resource, each in one transaction together with its answer. */
public final class Writes {

  private final Transactions transactions;
  private final ResourceQueries queries;

  public Writes(Transactions transactions, ResourceQueries queries) {
    this.transactions = transactions;
    this.queries = queries;
  }

  /**
   * Runs a use case, and reads what it changed as the caller would, in the default shape.
   *
   * @param useCase answers the name of the resource that it made or changed
   */
  public ResourceRecord answering(Caller caller, Supplier<ResourceName> useCase) {
    return transactions.write(() -> queries.get(caller, useCase.get(), ReadMask.DEFAULT));
  }

  /** Runs a use case that leaves nothing to answer. */
  public void run(Runnable useCase) {
    transactions.write(useCase);
  }
}
