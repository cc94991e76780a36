package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.wire.RecordMapper;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Contracts, kinds of resource and declarations say the same of each resource. Nothing else would
 * notice before a client asks for what one of them lacks.
 */
class ContractsIT {

  @AutoClose
  private static final TestPersistence PERSISTENCE = TestPersistence.create(Engine.POSTGRES_18);

  private final ResourceQueries queries = PERSISTENCE.get(ResourceQueries.class);

  /** An empty message of each kind that stands for a resource in a contract that is served. */
  private static List<Message> resources() {
    var reflection = new Reflection(RunningCampus.shared(Engine.POSTGRES_18).anonymous().channel());
    var found = new ArrayList<Message>();
    for (var service : reflection.services()) {
      if (service.startsWith("campus.")) {
        reflection.service(service);
      }
    }
    for (var file : reflection.files()) {
      for (var message : file.getMessageTypes()) {
        if (message.getOptions().hasExtension(ResourceProto.resource)) {
          found.add(generated(file.getOptions().getJavaPackage() + "." + message.getName()));
        }
      }
    }
    return found;
  }

  private static Message generated(String className) {
    try {
      return (Message) Class.forName(className).getMethod("getDefaultInstance").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className, e);
    }
  }

  private static ResourceType typeOf(Descriptor message) {
    var pattern = message.getOptions().getExtension(ResourceProto.resource).getPattern(0);
    return new ResourceType(message.getName(), pattern);
  }

  @Test
  void everyKindOfResourceIsInAContractUnderTheSamePattern() throws Exception {
    Set<ResourceType> contracted = new HashSet<>();
    resources().forEach(message -> contracted.add(typeOf(message.getDescriptorForType())));

    assertThat(contracted).isNotEmpty().isEqualTo(known());
    assertThat(queries.schemas())
        .extracting(ResourceSchema::type)
        .containsExactlyInAnyOrderElementsOf(contracted);
  }

  /** The constants of all classes like {@code IdentityResources}. */
  private static Set<ResourceType> known() throws IllegalAccessException {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("campus");
    Set<ResourceType> known = new HashSet<>();
    for (JavaClass type : classes) {
      if (type.getPackageName().endsWith(".domain")) {
        for (JavaField field : type.getFields()) {
          if (field.getRawType().isEquivalentTo(ResourceType.class) && isConstant(field)) {
            known.add((ResourceType) field.reflect().get(null));
          }
        }
      }
    }
    return known;
  }

  private static boolean isConstant(JavaField field) {
    return field.getModifiers().containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.STATIC));
  }

  @Test
  void whatIsDeclaredHasAPlaceInTheContract() {
    for (var message : resources()) {
      var schema = queries.schema(typeOf(message.getDescriptorForType()));
      var paths = new ArrayList<>(List.of("*"));
      schema.relations().forEach(relation -> paths.add(relation.name()));
      var selection = new ReadMask(paths).select(schema);
      var empty =
          new ResourceRecord(
              selection, nulls(selection.fields().size()), nulls(selection.branches().size()));

      // Refuses what the message has no field for, or one of another type.
      assertThat(RecordMapper.toMessage(empty, message)).isEqualTo(message);
    }
  }

  private static List<@Nullable Object> nulls(int count) {
    return Arrays.asList(new @Nullable Object[count]);
  }

  @Test
  void whatIsInTheContractIsDeclared() {
    for (var message : resources()) {
      var type = message.getDescriptorForType();
      var schema = queries.schema(typeOf(type));

      assertThat(type.getFields())
          .as(type.getFullName())
          .extracting(FieldDescriptor::getName)
          .containsExactlyInAnyOrderElementsOf(declared(schema));
    }
  }

  private static List<String> declared(ResourceSchema schema) {
    var names = new ArrayList<String>();
    schema.fields().forEach(field -> names.add(field.name()));
    schema.relations().forEach(relation -> names.add(relation.name()));
    if (schema.relations().stream().anyMatch(Relation::isToMany)) {
      names.add("collections");
    }
    return names;
  }
}
