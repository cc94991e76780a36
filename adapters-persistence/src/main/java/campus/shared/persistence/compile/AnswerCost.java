package campus.shared.persistence.compile;

import campus.shared.application.query.Selection;
import campus.shared.persistence.declare.Column;
import campus.shared.persistence.declare.Resource;

/**
 * The greatest size of an answer, from the declared limits of collections and lengths of texts.
 *
 * @param messages resources
 * @param bytes on the wire
 */
record AnswerCost(long messages, long bytes) {

  /** The tag and the length of a field. */
  private static final int FRAME_BYTES = 6;

  /** What an answer says of a collection of which there may be more: its size and a token. */
  private static final int COLLECTION_BYTES = 500;

  private static final AnswerCost NOTHING = new AnswerCost(0, 0);

  /** The greatest size of one resource in a selection. */
  static AnswerCost of(Resource resource, Selection selection, Nesting nesting) {
    return of(resource, selection, nesting, "");
  }

  private static AnswerCost of(
      Resource resource, Selection selection, Nesting nesting, String path) {
    var cost = NOTHING.plus(ofFields(resource, selection));
    for (var branch : selection.branches()) {
      var join = resource.join(branch.relation());
      var there = Nesting.path(path, branch.relation().name());
      var one = of(join.target().get(), branch.selection(), nesting, there);
      cost = cost.plus(one.times(nesting.most(there, join)));
      if (branch.relation().isToMany() && !join.bounded()) {
        cost = cost.plus(new AnswerCost(0, COLLECTION_BYTES));
      }
    }
    return cost;
  }

  private static AnswerCost ofFields(Resource resource, Selection selection) {
    long bytes = FRAME_BYTES;
    for (var field : selection.fields()) {
      bytes += FRAME_BYTES + resource.column(field).width();
    }
    return new AnswerCost(1, bytes);
  }

  /** The size of a value with its tag and length. */
  static long bytesOf(Column column, Object value) {
    return FRAME_BYTES + (value instanceof String text ? utf8Length(text) : column.width());
  }

  /** The size of a message without its values. */
  static long bytesOfMessage() {
    return FRAME_BYTES;
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Two halves of a surrogate pair take two bytes each.
      length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return length;
  }

  AnswerCost plus(AnswerCost other) {
    return new AnswerCost(
        saturated(Math.addExact(messages, other.messages)),
        saturated(Math.addExact(bytes, other.bytes)));
  }

  /** Never overflows: each factor is a limit of a collection or of a page. */
  AnswerCost times(int count) {
    return new AnswerCost(saturated(messages * count), saturated(bytes * count));
  }

  private static long saturated(long value) {
    return Math.min(value, 1L << 40);
  }
}
