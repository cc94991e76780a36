package campus.shared.persistence.compile;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.query.Page;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Selection;
import campus.shared.domain.error.AnswerTooLarge;
import campus.shared.persistence.declare.Column;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.fetch.Budget;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits of answers to a compiled read. Most reads cannot exceed them with any data, and are
 * not counted. The others are read in portions and counted twice: the rows while they are read, and
 * the resources of the answer, since one row can appear in it many times.
 */
public final class AnswerBudget implements Budget {

  /** The greatest part of a large result in memory at a time. */
  private static final int PORTION_BYTES = 8 * 1024 * 1024;

  private static final int MAX_ROWS_OF_PORTION = 1000;

  private final AnswerLimits limits;
  private final Resource resource;
  private final Selection selection;
  private final boolean exceedable;
  private final AnswerCost one;

  /**
   * @param most how many resources an answer holds at most, besides those in them
   * @throws AnswerTooLarge if the mask returns to a type through the same many-to-many relation,
   *     which multiplies without end, and the answer could exceed the limits by that
   */
  public AnswerBudget(
      AnswerLimits limits, Resource resource, Selection selection, Nesting nesting, int most) {
    this.limits = limits;
    this.resource = resource;
    this.selection = selection;
    this.one = AnswerCost.of(resource, selection, nesting);
    var all = one.times(most);
    this.exceedable = all.messages() > limits.messages() || all.bytes() > limits.bytes();
    var returning = returning(resource, selection, "", Set.of());
    if (returning != null && all.messages() > limits.messages()) {
      throw tooManyMessages(returning);
    }
  }

  /** The first path that goes through a link and back; null if there is none. */
  private static @Nullable String returning(
      Resource resource, Selection selection, String path, Set<String> links) {
    for (var branch : selection.branches()) {
      var join = resource.join(branch.relation());
      var there = Nesting.path(path, branch.relation().name());
      var seen = links;
      var link = join.link();
      if (link != null) {
        if (links.contains(link.table())) {
          return there;
        }
        seen = new HashSet<>(links);
        seen.add(link.table());
      }
      var found = returning(join.target().get(), branch.selection(), there, seen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public boolean isExceedable() {
    return exceedable;
  }

  /**
   * The number of rows to read at a time.
   *
   * @param rowBytes the greatest size of a row
   */
  static int rowsAtATime(long rowBytes) {
    return Math.clamp(PORTION_BYTES / rowBytes, 1, MAX_ROWS_OF_PORTION);
  }

  @Override
  public Meter meter() {
    return new Tallies(
        limits.messages() + Math.min(limits.messages(), one.messages()),
        limits.bytes() + Math.min(limits.bytes(), one.bytes()));
  }

  @Override
  public void check(List<ResourceRecord> answer) {
    if (exceedable) {
      var meter = new Tallies(limits.messages(), limits.bytes());
      answer.forEach(meter::countAll);
    }
  }

  private AnswerTooLarge tooManyMessages(String path) {
    return new AnswerTooLarge(
        limits.messages() + " resources", path, (int) (limits.messages() / one.messages()));
  }

  private AnswerTooLarge tooManyBytes(String path) {
    int mebibyte = 1024 * 1024;
    var limit =
        limits.bytes() % mebibyte == 0
            ? limits.bytes() / mebibyte + " MiB"
            : limits.bytes() + " bytes";
    return new AnswerTooLarge(limit, path, (int) (limits.bytes() / one.bytes()));
  }

  /** Counts resources and their sizes. Does nothing if no answer can be too large. */
  private final class Tallies implements Meter {

    /** The counts of one place in the selection. */
    private static final class Tally {
      private final String path;
      private final Column[] columns;
      private final long[] bytes;
      private long messages;

      Tally(String path, Resource resource, Selection selection) {
        this.path = path;
        this.columns = selection.fields().stream().map(resource::column).toArray(Column[]::new);
        this.bytes = new long[columns.length];
      }
    }

    private final IdentityHashMap<Selection, Tally> tallies = new IdentityHashMap<>();
    private final long maxMessages;
    private final long maxBytes;
    private long messages;
    private long bytes;

    Tallies(long maxMessages, long maxBytes) {
      this.maxMessages = maxMessages;
      this.maxBytes = maxBytes;
      if (exceedable) {
        open("", resource, selection);
      }
    }

    private void open(String path, Resource resource, Selection selection) {
      tallies.put(selection, new Tally(path, resource, selection));
      for (var branch : selection.branches()) {
        open(
            Nesting.path(path, branch.relation().name()),
            resource.join(branch.relation()).target().get(),
            branch.selection());
      }
    }

    @Override
    public void count(ResourceRecord found) {
      if (!exceedable) {
        return;
      }
      var tally = tallies.get(found.selection());
      if (tally == null) {
        throw new IllegalStateException("no part of the selection: " + found.selection());
      }
      tally.messages++;
      messages++;
      bytes += AnswerCost.bytesOfMessage();
      for (int i = 0; i < tally.columns.length; i++) {
        var value = found.values().get(i);
        if (value != null) {
          long size = AnswerCost.bytesOf(tally.columns[i], value);
          tally.bytes[i] += size;
          bytes += size;
        }
      }
      if (messages > maxMessages) {
        throw tooManyMessages(largestCollection());
      }
      if (bytes > maxBytes) {
        throw tooManyBytes(largestField());
      }
    }

    private void countAll(ResourceRecord found) {
      count(found);
      for (var related : found.related()) {
        switch (related) {
          case ResourceRecord one -> countAll(one);
          case Page many -> many.records().forEach(this::countAll);
          case null, default -> {}
        }
      }
    }

    private String largestCollection() {
      Tally largest = null;
      for (var tally : tallies.values()) {
        if (!tally.path.isEmpty() && (largest == null || tally.messages > largest.messages)) {
          largest = tally;
        }
      }
      return largest == null ? "name" : largest.path;
    }

    private String largestField() {
      var path = "name";
      long most = 0;
      for (var tally : tallies.values()) {
        for (int i = 0; i < tally.bytes.length; i++) {
          if (tally.bytes[i] > most) {
            most = tally.bytes[i];
            path = Nesting.path(tally.path, tally.columns[i].field().name());
          }
        }
      }
      return path;
    }
  }
}
