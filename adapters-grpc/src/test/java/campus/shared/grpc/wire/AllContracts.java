package campus.shared.grpc.wire;

import campus.shared.v1.Access;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** All contracts of Campus, those too that nothing serves yet: as many as the module has. */
public final class AllContracts {

  private static final Pattern OUTER_CLASS =
      Pattern.compile("option java_outer_classname = \"(\\w+)\";");
  private static final Pattern PACKAGE = Pattern.compile("option java_package = \"([\\w.]+)\";");

  private AllContracts() {}

  public static List<ServiceDescriptor> services() {
    return files().stream().flatMap(file -> file.getServices().stream()).toList();
  }

  public static Set<Descriptor> messages() {
    return Contracts.ofServices(services()).messages();
  }

  private static List<FileDescriptor> files() {
    try {
      var home = Access.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (!home.getPath().endsWith(".jar")) {
        return files(Path.of(home));
      }
      try (var jar = FileSystems.newFileSystem(Path.of(home))) {
        return files(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<FileDescriptor> files(Path root) throws IOException {
    try (var files = Files.walk(root.resolve("campus"))) {
      return files
          .filter(file -> file.toString().endsWith(".proto"))
          .map(AllContracts::descriptor)
          .toList();
    }
  }

  private static FileDescriptor descriptor(Path proto) {
    try {
      var text = Files.readString(proto);
      var name = find(PACKAGE, text) + "." + find(OUTER_CLASS, text);
      return (FileDescriptor) Class.forName(name).getMethod("getDescriptor").invoke(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(proto.toString(), e);
    }
  }

  private static String find(Pattern option, String text) {
    var matcher = option.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + option);
    }
    return matcher.group(1);
  }
}
