package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import com.sun.management.ThreadMXBean;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The largest and most tiresome requests that each method can be sent. */
@Isolated // counts what all threads allocate
class HostileRequestsIT {

  /** As much as fits into the largest request, with what goes around it. */
  private static final int CONTENT_BYTES = 1024 * 1024 - 64;

  /** All that server and client allocate for it, garbage and the bytes of the request included. */
  private static final long MOST_BYTES_OF_A_CALL = 12 * 1024 * 1024;

  /** What an honest client may be told. */
  private static final Set<Code> HONEST =
      Set.of(
          Code.OK,
          Code.INVALID_ARGUMENT,
          Code.NOT_FOUND,
          Code.FAILED_PRECONDITION,
          Code.UNAUTHENTICATED,
          Code.PERMISSION_DENIED);

  private record Attack(String name, ByteString request) {
    Attack(String name, byte[] request) {
      this(name, ByteString.copyFrom(request));
    }
  }

  private static List<Attack> attacks(Descriptor request) {
    var attacks = new ArrayList<Attack>();
    attacks.add(new Attack("unknown numbers", unknown(WireFormat.WIRETYPE_VARINT)));
    attacks.add(new Attack("unknown texts", unknown(WireFormat.WIRETYPE_LENGTH_DELIMITED)));
    visit(request, new ArrayList<>(), attacks);
    return attacks;
  }

  /** Of each repeated field as many empty elements as fit; of each text a long one. */
  private static void visit(Descriptor type, List<FieldDescriptor> way, List<Attack> attacks) {
    for (var field : type.getFields()) {
      var path = new ArrayList<>(way);
      path.add(field);
      var name = String.join(".", path.stream().map(FieldDescriptor::getName).toList());
      if (field.isRepeated()) {
        attacks.add(new Attack("empty " + name, within(way, empties(field))));
      }
      if (field.getJavaType() == JavaType.STRING) {
        attacks.add(new Attack("long " + name, within(way, text(field))));
      }
      if (field.getJavaType() == JavaType.MESSAGE && way.size() < 2) {
        visit(field.getMessageType(), path, attacks);
      }
    }
  }

  private static byte[] unknown(int wireType) {
    return repeated(tag(19_000_000, wireType));
  }

  private static byte[] empties(FieldDescriptor field) {
    return field.isPackable()
        ? delimited(field, new byte[CONTENT_BYTES])
        : repeated(tag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED));
  }

  /** Again and again the tag, and after it a zero. */
  private static byte[] repeated(byte[] tag) {
    var all = new ByteArrayOutputStream(CONTENT_BYTES);
    while (all.size() + tag.length < CONTENT_BYTES) {
      all.writeBytes(tag);
      all.write(0);
    }
    return all.toByteArray();
  }

  private static byte[] text(FieldDescriptor field) {
    return delimited(field, "x".repeat(CONTENT_BYTES).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] within(List<FieldDescriptor> way, byte[] content) {
    var request = content;
    for (var field : way.reversed()) {
      request = delimited(field, request);
    }
    return request;
  }

  private static byte[] delimited(FieldDescriptor field, byte[] content) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = CodedOutputStream.newInstance(bytes);
      out.writeByteArray(field.getNumber(), content);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] tag(int number, int wireType) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = CodedOutputStream.newInstance(bytes);
      out.writeTag(number, wireType);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Code call(Client client, Descriptors.MethodDescriptor method, byte[] request) {
    try {
      RawCalls.call(
          client.channel(),
          MethodDescriptor.generateFullMethodName(
              method.getService().getFullName(), method.getName()),
          request);
      return Status.OK.getCode();
    } catch (StatusRuntimeException e) {
      FailedCall.of(e);
      return e.getStatus().getCode();
    }
  }

  @Test
  void costLittleAndAreToldWhatIsWrong() {
    var tooMuch = new ArrayList<String>();
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var campus = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      var admin = campus.admin();
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      var reflection = new Reflection(campus.anonymous().channel());
      var services =
          reflection.services().stream().filter(name -> name.startsWith("campus.")).toList();
      assertThat(services).isNotEmpty();
      for (var service : services) {
        for (var method : reflection.service(service).getMethods()) {
          for (var attack : attacks(method.getInputType())) {
            var request = attack.request().toByteArray();
            // The first call of a kind loads classes and compiles queries.
            call(admin, method, request);
            long before = threads.getTotalThreadAllocatedBytes();
            long start = System.nanoTime();
            var code = call(admin, method, request);
            long millis = (System.nanoTime() - start) / 1_000_000;
            long bytes = threads.getTotalThreadAllocatedBytes() - before;
            var what = method.getFullName() + " with " + attack.name();
            assertThat(HONEST).as(what).contains(code);
            if (bytes > MOST_BYTES_OF_A_CALL) {
              tooMuch.add(what + ": " + bytes / 1024 / 1024 + " MiB, " + millis + " ms");
            }
          }
        }
      }
    }
    assertThat(tooMuch).isEmpty();
  }
}
