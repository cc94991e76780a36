package campus.shared.domain.error;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The request has invalid fields. */
public final class InvalidRequest extends DomainError {

  private static final long serialVersionUID = 1L;

  /**
   * An invalid field.
   *
   * @param field its path in the contract: {@code user.email}
   * @param description the broken requirement: {@code must be at least 1}
   */
  public record Violation(String field, String description) {
    @Override
    public String toString() {
      return field.isEmpty() ? description : field + ": " + description;
    }
  }

  private static final int NONE = -1;

  private final transient List<Violation> violations;
  private final int element;

  public InvalidRequest(String field, String description) {
    this(List.of(new Violation(field, description)));
  }

  /**
   * @param violations at least one
   */
  public InvalidRequest(List<Violation> violations) {
    this(Reason.INVALID_REQUEST, violations);
  }

  public InvalidRequest(Reason reason, List<Violation> violations) {
    this(reason, violations, NONE);
  }

  private InvalidRequest(Reason reason, List<Violation> violations, int element) {
    super(reason, violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
    this.element = element;
  }

  /** The index of the invalid element of a batch; empty for a single one. */
  public OptionalInt element() {
    return element == NONE ? OptionalInt.empty() : OptionalInt.of(element);
  }

  /** Adds the index of the invalid element. */
  public InvalidRequest ofElement(int index) {
    var error = new InvalidRequest(reason(), violations, index);
    error.initCause(this);
    return error;
  }

  /**
   * The same error of a part of the request.
   *
   * @param path where that part is: {@code user} makes {@code user.email} of {@code email}
   */
  public InvalidRequest within(String path) {
    return new InvalidRequest(
        reason(),
        violations.stream()
            .map(v -> new Violation(path + "." + v.field(), v.description()))
            .toList());
  }

  /** All violations, at least one. */
  public List<Violation> violations() {
    return violations;
  }
}
