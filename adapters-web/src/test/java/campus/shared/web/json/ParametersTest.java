package campus.shared.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import campus.courses.v1.EnrollmentServiceProto;
import campus.publishing.v1.PostServiceProto;
import campus.shared.v1.ErrorReasonProto;
import campus.wallet.v1.TransferServiceProto;
import com.google.gson.JsonParser;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of every method, made of parameters, against protobuf's own JSON of the same requests.
 */
class ParametersTest {

  private static final int SAMPLES = 50;
  private static final int MAX_DEPTH = 3;
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  static Stream<Descriptor> requests() throws Exception {
    var contracts = new HashMap<String, FileDescriptorProto>();
    try (var in =
        ParametersTest.class.getClassLoader().getResourceAsStream("campus/contracts.binpb")) {
      FileDescriptorSet.parseFrom(Objects.requireNonNull(in))
          .getFileList()
          .forEach(file -> contracts.put(file.getName(), file));
    }
    var files = new HashMap<String, FileDescriptor>();
    // The contracts hold none of what they import from elsewhere.
    Stream.of(
            PostServiceProto.getDescriptor(),
            TransferServiceProto.getDescriptor(),
            EnrollmentServiceProto.getDescriptor(),
            ErrorReasonProto.getDescriptor())
        .forEach(file -> addImports(file, files));
    for (var name : contracts.keySet()) {
      file(name, contracts, files);
    }
    return files.values().stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .map(method -> method.getInputType())
        .distinct();
  }

  private static void addImports(FileDescriptor file, Map<String, FileDescriptor> files) {
    for (var imported : file.getDependencies()) {
      addImports(imported, files);
      if (!imported.getName().startsWith("campus/")) {
        files.put(imported.getName(), imported);
      }
    }
  }

  private static FileDescriptor file(
      String name, Map<String, FileDescriptorProto> contracts, Map<String, FileDescriptor> files)
      throws DescriptorValidationException {
    var known = files.get(name);
    if (known != null) {
      return known;
    }
    var contract = Objects.requireNonNull(contracts.get(name), name);
    var imports = new ArrayList<FileDescriptor>();
    for (var imported : contract.getDependencyList()) {
      imports.add(file(imported, contracts, files));
    }
    var built = FileDescriptor.buildFrom(contract, imports.toArray(FileDescriptor[]::new));
    files.put(name, built);
    return built;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void parametersSayWhatJsonSays(Descriptor type) throws Exception {
    var random = new Random(type.getFullName().hashCode());
    for (int sample = 0; sample < SAMPLES; sample++) {
      var request = message(type, random, 0);
      var parameters = new ArrayList<Map.Entry<String, String>>();
      flatten(request, "", random, parameters);

      var made = DynamicMessage.newBuilder(type);
      var setter = new Parameters(made);
      parameters.forEach(parameter -> setter.set(parameter.getKey(), parameter.getValue()));

      assertThat(made.build()).as("%s", parameters).isEqualTo(request);
    }
  }

  private static Message message(Descriptor type, Random random, int depth) {
    return switch (type.getFullName()) {
      case "google.protobuf.Timestamp", "google.protobuf.Duration" ->
          DynamicMessage.newBuilder(type)
              .setField(type.findFieldByName("seconds"), (long) random.nextInt())
              .build();
      case "google.protobuf.FieldMask" ->
          DynamicMessage.newBuilder(type)
              .setField(
                  type.findFieldByName("paths"), List.of("like_count", "author.profile.full_name"))
              .build();
      default -> ofFields(type, random, depth);
    };
  }

  private static Message ofFields(Descriptor type, Random random, int depth) {
    var message = DynamicMessage.newBuilder(type);
    for (var field : type.getFields()) {
      boolean tooDeep = field.getJavaType() == JavaType.MESSAGE && depth == MAX_DEPTH;
      if (!field.isMapField() && !tooDeep && random.nextBoolean()) {
        add(message, field, random, depth);
      }
    }
    return message.build();
  }

  private static void add(
      DynamicMessage.Builder message, FieldDescriptor field, Random random, int depth) {
    for (int i = field.isRepeated() ? random.nextInt(3) : 1; i > 0; i--) {
      var value = value(field, random, depth);
      if (field.isRepeated()) {
        message.addRepeatedField(field, value);
      } else if (!(value instanceof Message inner) || !inner.getAllFields().isEmpty()) {
        // A message without any field cannot be said by parameters.
        message.setField(field, value);
      }
    }
  }

  private static Object value(FieldDescriptor field, Random random, int depth) {
    return switch (field.getJavaType()) {
      case STRING ->
          List.of("", "a b+c", "100 %", "k=v&x", "🎉 \"ä\" \\", "{1}").get(random.nextInt(6));
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> message(field.getMessageType(), random, depth + 1);
      case BYTE_STRING -> throw new AssertionError("not in the contracts: " + field.getFullName());
    };
  }

  /** Each field as its text in JSON, by one of its names. */
  private static void flatten(
      Message message, String prefix, Random random, List<Map.Entry<String, String>> parameters)
      throws Exception {
    for (var set : message.getAllFields().entrySet()) {
      var field = set.getKey();
      var path = prefix + (random.nextBoolean() ? field.getName() : field.getJsonName());
      if (set.getValue() instanceof Message inner && !isOneValue(inner)) {
        flatten(inner, path + ".", random, parameters);
        continue;
      }
      var alone = DynamicMessage.newBuilder(message.getDescriptorForType());
      var json =
          JsonParser.parseString(PRINTER.print(alone.setField(field, set.getValue()).build()))
              .getAsJsonObject()
              .get(field.getJsonName());
      var values = field.isRepeated() ? json.getAsJsonArray().asList() : List.of(json);
      for (var value : values) {
        parameters.add(
            Map.entry(path, value.isJsonPrimitive() ? value.getAsString() : value.toString()));
      }
    }
  }

  private static boolean isOneValue(Message message) throws Exception {
    return !PRINTER.print(message).startsWith("{");
  }
}
