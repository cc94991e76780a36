package campus.server.endtoend;

import com.google.protobuf.FieldMask;
import java.util.List;

/** Masks of the fields to read, or to change. */
final class FieldMasks {

  private FieldMasks() {}

  static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }
}
