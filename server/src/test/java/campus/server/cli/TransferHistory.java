package campus.server.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What callers saw of transfers, against what is in the books: whether each transfer took effect
 * once, at one moment between its call and its answer, in an order that is the same for all (strict
 * serializability, as far as the accounts that it touched tell).
 */
final class TransferHistory {

  /** How a call ended. */
  enum Outcome {
    DONE,
    /** For lack of money. */
    REFUSED,
    /** No answer, then or at any repetition. */
    UNKNOWN
  }

  /**
   * A transfer as a caller saw it, repetitions included.
   *
   * @param id what tells it from all others, and stands in its description
   * @param start when it was called first, on the callers' clock
   * @param end when it was answered at last
   */
  record Operation(
      String id, String from, String to, long amount, long start, long end, Outcome outcome) {}

  /** An entry of the books, the other side included. */
  record Entry(
      String account, long number, String operation, String other, long amount, long after) {}

  private final Collection<Operation> operations;
  private final Map<String, List<Entry>> byAccount = new HashMap<>();
  private final Map<String, List<Entry>> byOperation = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  private final String house;

  private TransferHistory(
      Collection<Operation> operations, Collection<Entry> entries, String house) {
    this.operations = operations;
    this.house = house;
    for (var entry : entries) {
      byAccount.computeIfAbsent(entry.account(), _ -> new ArrayList<>()).add(entry);
      byOperation.computeIfAbsent(entry.operation(), _ -> new ArrayList<>()).add(entry);
    }
  }

  /**
   * Checks a history.
   *
   * @param entries all there are, those of one account in the order of their numbers
   * @param house the account that may be below zero
   * @return what cannot be, in words; empty if all is well
   */
  static List<String> violations(
      Collection<Operation> operations, Collection<Entry> entries, String house) {
    var history = new TransferHistory(operations, entries, house);
    history.checkEffects();
    history.byAccount.values().forEach(history::checkBalances);
    history.byAccount.keySet().forEach(history::checkOrder);
    history.checkRefusals();
    return history.violations;
  }

  /** What was answered is there once, what was refused is not, and there is nothing else. */
  private void checkEffects() {
    var known = new HashSet<String>();
    for (var operation : operations) {
      known.add(operation.id());
      int sides = byOperation.getOrDefault(operation.id(), List.of()).size();
      boolean fits =
          switch (operation.outcome()) {
            case DONE -> isOnce(operation);
            case REFUSED -> sides == 0;
            case UNKNOWN -> sides == 0 || isOnce(operation);
          };
      if (!fits) {
        violations.add(operation + " has " + sides + " entries");
      }
    }
    byOperation
        .keySet()
        .forEach(id -> {
          if (!known.contains(id)) {
            violations.add(id + " is in the books, and nobody called it");
          }
        });
  }

  private boolean isOnce(Operation operation) {
    var sides = byOperation.getOrDefault(operation.id(), List.of());
    return sides.size() == 2
        && entry(operation, operation.from())
            .map(Entry::amount)
            .equals(Optional.of(-operation.amount()))
        && entry(operation, operation.to())
            .map(Entry::amount)
            .equals(Optional.of(operation.amount()));
  }

  private Optional<Entry> entry(Operation operation, String account) {
    return byOperation.getOrDefault(operation.id(), List.of()).stream()
        .filter(entry -> entry.account().equals(account))
        .findFirst();
  }

  /** Entries are numbered without gaps, carry the balance on, and leave it at nothing or more. */
  private void checkBalances(List<Entry> entries) {
    long balance = 0;
    long number = 0;
    for (var entry : entries) {
      number++;
      balance += entry.amount();
      boolean overdrawn = balance < 0 && !entry.account().equals(house);
      if (entry.number() != number || entry.after() != balance || overdrawn) {
        violations.add(entry + " should be number " + number + " and leave " + balance);
        return;
      }
    }
  }

  /** What was answered before something else was called comes before it in the books. */
  private void checkOrder(String account) {
    var touching =
        operations.stream()
            .filter(operation -> operation.outcome() == Outcome.DONE)
            .filter(operation -> entry(operation, account).isPresent())
            .sorted((a, b) -> Long.compare(number(a, account), number(b, account)))
            .toList();
    // The latest start of those before: an operation that ended earlier has to come earlier.
    Operation latest = null;
    for (var operation : touching) {
      if (latest != null && operation.end() < latest.start()) {
        violations.add(operation + " comes after " + latest + " in " + account);
      }
      if (latest == null || operation.start() > latest.start()) {
        latest = operation;
      }
    }
  }

  private long number(Operation operation, String account) {
    return entry(operation, account).map(Entry::number).orElse(0L);
  }

  /** What was refused was too much at some moment between the call and the answer. */
  private void checkRefusals() {
    for (var refused : operations) {
      if (refused.outcome() != Outcome.REFUSED) {
        continue;
      }
      var entries = byAccount.getOrDefault(refused.from(), List.of());
      long from = 0;
      long to = entries.size();
      for (var other : operations) {
        long number = other.outcome() == Outcome.DONE ? number(other, refused.from()) : 0;
        if (number > 0 && other.end() < refused.start()) {
          from = Math.max(from, number);
        }
        if (number > 0 && other.start() > refused.end()) {
          to = Math.min(to, number - 1);
        }
      }
      boolean tooMuch = from == 0 && refused.amount() > 0;
      for (long number = Math.max(1, from); number <= to; number++) {
        tooMuch |= entries.get((int) number - 1).after() < refused.amount();
      }
      if (!tooMuch) {
        violations.add(refused + " was refused, with enough in the account all the time");
      }
    }
  }
}
