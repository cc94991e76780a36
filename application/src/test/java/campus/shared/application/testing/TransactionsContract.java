package campus.shared.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.write.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Transactions} keeps. */
public abstract class TransactionsContract {

  /** Transactions over a table of keys. */
  public interface Store {
    Transactions transactions();

    /** Adds a key, or fails if it is there. */
    void add(String key);

    long count();
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Store store = new InMemoryStore();

  /** A store with nothing in it. */
  protected abstract Store emptyStore();

  @BeforeEach
  void begin() {
    store = emptyStore();
  }

  private Transactions transactions() {
    return store.transactions();
  }

  private void addAndFail(String key) {
    store.add(key);
    throw new Refused();
  }

  @Test
  void keepsWhatReturns() {
    assertThat(
            transactions()
                .<Integer>write(() -> {
                  store.add("a");
                  return 7;
                }))
        .isEqualTo(7);

    assertThat(store.count()).isEqualTo(1);
  }

  @Test
  void undoesWhatThrows() {
    assertThatThrownBy(() -> transactions().write(() -> addAndFail("a")))
        .isInstanceOf(Refused.class);

    assertThat(store.count()).isZero();
  }

  @Test
  void joinsTheTransactionInProgress() {
    assertThatThrownBy(() ->
            transactions()
                .write(() -> {
                  transactions().write(() -> store.add("a"));
                  assertThat(transactions().<Long>read(store::count)).isEqualTo(1);
                  throw new Refused();
                }))
        .isInstanceOf(Refused.class);

    assertThat(store.count()).isZero();
  }

  @Test
  void anOutermostTransactionIsNoPartOfAnother() {
    assertThat(
            transactions()
                .<Integer>outermost(() -> {
                  store.add("a");
                  return 7;
                }))
        .isEqualTo(7);
    assertThat(store.count()).isEqualTo(1);

    assertThatThrownBy(() ->
            transactions()
                .write(() -> {
                  store.add("b");
                  transactions().<Integer>outermost(() -> 7);
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.count()).isEqualTo(1);
  }

  @Test
  void keepsNothingOfADryRun() {
    var seen =
        transactions()
            .<Long>dryRun(() -> {
              transactions().write(() -> store.add("a"));
              return store.count();
            });

    assertThat(seen).isEqualTo(1);
    assertThat(store.count()).isZero();
    assertThatThrownBy(() ->
            transactions()
                .dryRun(() -> {
                  addAndFail("a");
                  return 0;
                }))
        .isInstanceOf(Refused.class);
    assertThat(store.count()).isZero();
  }

  @Test
  void refusesADryRunInsideATransaction() {
    assertThatThrownBy(() -> transactions().write(() -> transactions().<Long>dryRun(store::count)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void goesOnAfterAPartFailed() {
    transactions()
        .write(() -> {
          store.add("before");
          transactions().nested(() -> store.add("kept"));
          assertThatThrownBy(() -> transactions().nested(() -> addAndFail("undone")))
              .isInstanceOf(Refused.class);
          store.add("after");
        });

    assertThat(store.count()).isEqualTo(3);
  }

  @Test
  void goesOnAfterAPartFailedInTheStoreItself() {
    transactions()
        .write(() -> {
          store.add("a");
          assertThatThrownBy(() ->
                  transactions()
                      .nested(() -> {
                        store.add("b");
                        store.add("a");
                      }))
              .isInstanceOf(RuntimeException.class);
          store.add("c");
        });

    assertThat(store.count()).isEqualTo(2);
  }

  @Test
  void undoesPartsTogetherWithTheWhole() {
    assertThatThrownBy(() ->
            transactions()
                .write(() -> {
                  transactions().nested(() -> store.add("a"));
                  throw new Refused();
                }))
        .isInstanceOf(Refused.class);

    assertThat(store.count()).isZero();
  }

  @Test
  void nestsParts() {
    transactions()
        .write(() ->
            transactions()
                .nested(() -> {
                  store.add("outer");
                  assertThatThrownBy(() -> transactions().nested(() -> addAndFail("inner")))
                      .isInstanceOf(Refused.class);
                }));

    assertThat(store.count()).isEqualTo(1);
  }

  @Test
  void knowsNoPartsOutsideOfATransaction() {
    assertThatThrownBy(() -> transactions().nested(() -> store.add("a")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.count()).isZero();
  }
}
