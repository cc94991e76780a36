package campus.shared.grpc.validation;

import build.buf.validate.ValidateProto;
import campus.shared.grpc.wire.UpdateMask;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.FieldMask;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts encoded requests to what their contract allows, so that a message to be refused cannot cost
 * millions of objects.
 *
 * <p>Removed are: unknown fields; fields that only the server sets (AIP-203), which requests
 * ignore; elements of repeated fields beyond {@code max_items} and one more, for which the request
 * is then refused.
 */
public final class RequestBounds {

  /** As deep as protobuf's own parsers go. */
  private static final int MAX_DEPTH = 100;

  private static final Map<Descriptor, RequestBounds> KNOWN = new ConcurrentHashMap<>();

  /**
   * A field of requests.
   *
   * @param max the most elements of a repeated field
   */
  private record Bound(FieldDescriptor field, int max) {

    static @Nullable Bound of(FieldDescriptor field) {
      var options = field.getOptions();
      if (options
          .getExtension(FieldBehaviorProto.fieldBehavior)
          .contains(FieldBehavior.OUTPUT_ONLY)) {
        return null;
      }
      if (!field.isRepeated()) {
        return new Bound(field, 1);
      }
      if (field.getContainingType().equals(FieldMask.getDescriptor())) {
        return new Bound(field, UpdateMask.MAX_PATHS);
      }
      var rules = options.getExtension(ValidateProto.field);
      boolean bounded = rules.hasRepeated() && rules.getRepeated().hasMaxItems();
      return new Bound(
          field, bounded ? (int) rules.getRepeated().getMaxItems() : Integer.MAX_VALUE - 1);
    }

    boolean isMessage() {
      return field.getJavaType() == JavaType.MESSAGE;
    }

    boolean isPacked(int tag) {
      return field.isPackable()
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** The elements to keep: all allowed ones, and one more as evidence. */
    boolean keeps(int count) {
      return !field.isRepeated() || count <= max + 1;
    }
  }

  private final Map<Integer, Bound> bounds = new HashMap<>();

  private RequestBounds(Descriptor message) {
    for (var field : message.getFields()) {
      var bound = Bound.of(field);
      if (bound != null) {
        bounds.put(field.getNumber(), bound);
      }
    }
  }

  static RequestBounds of(Descriptor message) {
    return KNOWN.computeIfAbsent(message, RequestBounds::new);
  }

  /** Whether a repeated field has no limit. */
  boolean areComplete() {
    return bounds.values().stream().allMatch(bound -> bound.max() < Integer.MAX_VALUE - 1);
  }

  /**
   * The allowed part of an encoded request; the same bytes if that is all of it.
   *
   * @throws IOException if it cannot be decoded
   */
  byte[] cut(byte[] request) throws IOException {
    if (holdFor(CodedInputStream.newInstance(request), 0)) {
      return request;
    }
    var kept = new ByteArrayOutputStream(Math.min(request.length, 8192));
    copy(request, CodedInputStream.newInstance(request), kept, 0);
    return kept.toByteArray();
  }

  /** Whether nothing needs to be removed, up to the end of the input or its limit. */
  private boolean holdFor(CodedInputStream in, int depth) throws IOException {
    var counts = new Counts();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      var bound = bounds.get(WireFormat.getTagFieldNumber(tag));
      if (bound == null || !bound.keeps(counts.next(bound))) {
        return false;
      }
      if (bound.isPacked(tag)) {
        int length = in.readRawVarint32();
        if (length > bound.max()) {
          return false;
        }
        in.skipRawBytes(length);
      } else if (bound.isMessage() && isDelimited(tag)) {
        int outer = enter(in, depth);
        if (!of(bound.field().getMessageType()).holdFor(in, depth + 1)) {
          return false;
        }
        in.popLimit(outer);
      } else if (!in.skipField(tag)) {
        return true;
      }
    }
    return true;
  }

  private void copy(byte[] request, CodedInputStream in, ByteArrayOutputStream kept, int depth)
      throws IOException {
    var counts = new Counts();
    int start = in.getTotalBytesRead();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      var bound = bounds.get(WireFormat.getTagFieldNumber(tag));
      boolean keep = bound != null && bound.keeps(counts.next(bound));
      if (bound != null && keep && bound.isPacked(tag)) {
        copyPacked(in, tag, bound, kept);
      } else if (bound != null && keep && bound.isMessage() && isDelimited(tag)) {
        int outer = enter(in, depth);
        var message = new ByteArrayOutputStream();
        of(bound.field().getMessageType()).copy(request, in, message, depth + 1);
        in.popLimit(outer);
        writeDelimited(tag, message, kept);
      } else {
        in.skipField(tag);
        if (keep) {
          kept.write(request, start, in.getTotalBytesRead() - start);
        }
      }
      start = in.getTotalBytesRead();
    }
  }

  /** Copies numbers up to the limit. */
  private static void copyPacked(
      CodedInputStream in, int tag, Bound bound, ByteArrayOutputStream kept) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    var numbers = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(numbers);
    for (int count = 1; in.getBytesUntilLimit() > 0; count++) {
      boolean keep = bound.keeps(count);
      switch (bound.field().getLiteType().getWireType()) {
        case WireFormat.WIRETYPE_FIXED32 -> {
          int number = in.readFixed32();
          if (keep) {
            out.writeFixed32NoTag(number);
          }
        }
        case WireFormat.WIRETYPE_FIXED64 -> {
          long number = in.readFixed64();
          if (keep) {
            out.writeFixed64NoTag(number);
          }
        }
        default -> {
          long number = in.readUInt64();
          if (keep) {
            out.writeUInt64NoTag(number);
          }
        }
      }
    }
    out.flush();
    in.popLimit(outer);
    writeDelimited(tag, numbers, kept);
  }

  private static void writeDelimited(
      int tag, ByteArrayOutputStream content, ByteArrayOutputStream kept) throws IOException {
    var out = CodedOutputStream.newInstance(kept);
    out.writeUInt32NoTag(tag);
    out.writeUInt32NoTag(content.size());
    out.flush();
    content.writeTo(kept);
  }

  private static boolean isDelimited(int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  /** Enters a message; returns where the surrounding one ends. */
  private static int enter(CodedInputStream in, int depth) throws IOException {
    if (depth == MAX_DEPTH) {
      throw new IOException("messages are nested too deeply");
    }
    return in.pushLimit(in.readRawVarint32());
  }

  /** The number of elements of each repeated field so far. */
  private static final class Counts {
    private @Nullable Map<Bound, int[]> counts;

    int next(Bound bound) {
      if (!bound.field().isRepeated()) {
        return 1;
      }
      if (counts == null) {
        counts = new HashMap<>();
      }
      return ++counts.computeIfAbsent(bound, _ -> new int[1])[0];
    }
  }
}
