package campus.shared.web.openapi;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The comments of the contracts, which generated code does not have. */
final class Comments {

  /** The contracts with their comments, made when they are compiled. */
  private static final String CONTRACTS = "campus/contracts.binpb";

  // The numbers of fields in descriptor.proto, of which the paths of locations are made.
  private static final int MESSAGES = FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER;
  private static final int ENUMS = FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER;
  private static final int SERVICES = FileDescriptorProto.SERVICE_FIELD_NUMBER;
  private static final int METHODS = 2;
  private static final int FIELDS = DescriptorProto.FIELD_FIELD_NUMBER;
  private static final int NESTED_MESSAGES = DescriptorProto.NESTED_TYPE_FIELD_NUMBER;
  private static final int NESTED_ENUMS = DescriptorProto.ENUM_TYPE_FIELD_NUMBER;
  private static final int VALUES = EnumDescriptorProto.VALUE_FIELD_NUMBER;

  private final Map<String, String> byName = new HashMap<>();

  private Comments() {}

  /** Reads those of all contracts. */
  static Comments read() {
    var comments = new Comments();
    try (var in = Comments.class.getClassLoader().getResourceAsStream(CONTRACTS)) {
      var files = FileDescriptorSet.parseFrom(Objects.requireNonNull(in, CONTRACTS));
      files.getFileList().forEach(comments::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return comments;
  }

  /**
   * The comment of a service, method, message, field or value.
   *
   * @param fullName {@code campus.library.v1.Book.title}
   * @return as the contract has it, without the marks of a comment; empty for none
   */
  String of(String fullName) {
    return byName.getOrDefault(fullName, "");
  }

  private void add(FileDescriptorProto file) {
    for (var location : file.getSourceCodeInfo().getLocationList()) {
      if (location.hasLeadingComments()) {
        var name = name(file, location.getPathList());
        if (!name.isEmpty()) {
          byName.put(file.getPackage() + "." + name, text(location.getLeadingComments()));
        }
      }
    }
  }

  private static String text(String comment) {
    return String.join("\n", comment.lines().map(String::strip).toList()).strip();
  }

  private static String name(FileDescriptorProto file, List<Integer> path) {
    if (path.size() < 2) {
      return "";
    }
    var rest = path.subList(2, path.size());
    return switch (path.getFirst()) {
      case MESSAGES -> name(file.getMessageType(path.get(1)), rest);
      case ENUMS -> name(file.getEnumType(path.get(1)), rest);
      case SERVICES -> {
        var service = file.getService(path.get(1));
        yield rest.isEmpty()
            ? service.getName()
            : rest.size() == 2 && rest.getFirst() == METHODS
                ? service.getName() + "." + service.getMethod(rest.get(1)).getName()
                : "";
      }
      default -> "";
    };
  }

  private static String name(DescriptorProto message, List<Integer> path) {
    if (path.isEmpty()) {
      return message.getName();
    }
    if (path.size() < 2) {
      return "";
    }
    int at = path.get(1);
    var rest = path.subList(2, path.size());
    var inner =
        switch (path.getFirst()) {
          case FIELDS -> rest.isEmpty() ? message.getField(at).getName() : "";
          case NESTED_MESSAGES -> name(message.getNestedType(at), rest);
          case NESTED_ENUMS -> name(message.getEnumType(at), rest);
          default -> "";
        };
    return inner.isEmpty() ? "" : message.getName() + "." + inner;
  }

  private static String name(EnumDescriptorProto type, List<Integer> path) {
    if (path.isEmpty()) {
      return type.getName();
    }
    return path.size() == 2 && path.getFirst() == VALUES
        ? type.getName() + "." + type.getValue(path.get(1)).getName()
        : "";
  }
}
