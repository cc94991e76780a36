package campus.shared.persistence.declare;

/**
 * A row that a statement reaches.
 *
 * @param alias of its table in the statement
 */
public record Row(String alias) {

  /** One of its columns. */
  public String column(String name) {
    return alias + "." + name;
  }
}
