package campus.shared.persistence.migration;

import java.util.List;

/** An undo would drop tables or columns that hold data; nothing was changed. */
public final class DataWouldBeLost extends SchemaException {

  private final transient List<String> what;

  DataWouldBeLost(List<String> what) {
    super("Undoing this drops data in " + String.join(", ", what) + ".");
    this.what = List.copyOf(what);
  }

  /** The tables, and the columns as {@code table.column}, that would go. */
  public List<String> what() {
    return what;
  }
}
