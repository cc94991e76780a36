package campus.shared.grpc.wire;

import campus.shared.application.write.Requests.Asked;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.v1.SecretProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A method that writes, with its fields {@code request_id} (AIP-155) and {@code validate_only}
 * (AIP-163). Each such method has a request type of its own.
 *
 * @param name {@code campus.identity.v1.UserService/CreateUser}
 */
public record WriteMethod(String name, FieldDescriptor requestId, FieldDescriptor validateOnly) {

  /** What a batch says once for all its requests. */
  private static final Set<String> OF_THE_CALL =
      Set.of("request_id", "validate_only", "read_mask", "nested");

  private static final Map<Descriptor, WriteMethod> KNOWN = new ConcurrentHashMap<>();

  /**
   * The method that takes such requests.
   *
   * @throws IllegalStateException if there is none, or it lacks the fields
   */
  public static WriteMethod of(Message request) {
    return KNOWN.computeIfAbsent(request.getDescriptorForType(), WriteMethod::of);
  }

  private static WriteMethod of(Descriptor request) {
    return new WriteMethod(
        request.getFile().getServices().stream()
            .flatMap(service -> service.getMethods().stream())
            .filter(method -> method.getInputType().equals(request))
            .map(method -> method.getService().getFullName() + "/" + method.getName())
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("no method takes a " + request.getFullName())),
        field(request, "request_id", JavaType.STRING),
        field(request, "validate_only", JavaType.BOOLEAN));
  }

  private static FieldDescriptor field(Descriptor request, String name, JavaType type) {
    var field = request.findFieldByName(name);
    if (field == null || field.isRepeated() || field.getJavaType() != type) {
      throw new IllegalStateException(request.getFullName() + " writes, and has no " + name);
    }
    return field;
  }

  /** The id that the caller gave, null for none. */
  public @Nullable UUID idOf(Message request) {
    var id = (String) request.getField(requestId);
    return id.isEmpty() ? null : UUID.fromString(id);
  }

  public boolean isDryRun(Message request) {
    return (Boolean) request.getField(validateOnly);
  }

  /** Violations of a request as an element of a batch, which alone has these fields. */
  List<Violation> violationsAsElement(Message request) {
    var violations = new ArrayList<Violation>();
    for (var field : request.getAllFields().keySet()) {
      if (OF_THE_CALL.contains(field.getName())) {
        violations.add(new Violation(field.getName(), "must be empty here, the batch has its own"));
      }
    }
    return violations;
  }

  /** The method and the fingerprint of a request, without its id. */
  public Asked asked(Message request) {
    var contents = withoutSecrets(request.toBuilder().clearField(requestId).build());
    var bytes = new byte[contents.getSerializedSize()];
    var output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      contents.writeTo(output);
      var digest = MessageDigest.getInstance("SHA-256");
      return new Asked(name, HexFormat.of().formatHex(digest.digest(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Without the fields marked {@code secret}: a reader of the table could try passwords on this
   * hash a million times as fast as on the stored ones.
   */
  private static Message withoutSecrets(Message message) {
    var copy = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.getOptions().getExtension(SecretProto.secret)) {
            copy.clearField(field);
          } else if (field.getJavaType() == JavaType.MESSAGE && !field.isMapField()) {
            copy.setField(
                field,
                value instanceof List<?> many
                    ? many.stream().map(one -> withoutSecrets((Message) one)).toList()
                    : withoutSecrets((Message) value));
          }
        });
    return copy.build();
  }
}
