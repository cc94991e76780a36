package campus.publishing.domain;

import java.time.Instant;

/**
 * What posts can be about. Made when it is needed first, renamed or deleted by those who keep
 * order.
 */
public record Tag(TagId id, Label label, Instant createTime, Instant updateTime) {

  public static Tag create(TagId id, Label label, Instant now) {
    return new Tag(id, label, now, now);
  }

  public Tag rename(Label label, Instant now) {
    if (label.equals(this.label)) {
      return this;
    }
    return new Tag(id, label, createTime, now);
  }
}
