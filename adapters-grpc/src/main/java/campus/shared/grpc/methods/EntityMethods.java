package campus.shared.grpc.methods;

import campus.shared.application.query.ReadMask;
import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.methods.Endpoint.Write;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.UpdateMask;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The standard methods that write resources of one kind (AIP-133 to 135, 233 to 235), whose
 * requests have the fields that the AIPs name: the resource, {@code update_mask}, {@code
 * allow_missing}, {@code name}, {@code etag}, {@code force}, {@code requests}, {@code names},
 * {@code filter}, {@code expected_count}.
 *
 * @param <M> the message of the resource
 */
final class EntityMethods<E extends Identified<Id<E>>, M extends Message> {

  private final StandardMethods standard;
  private final ResourceType type;
  private final M prototype;
  private final EntityUseCases<E> useCases;
  private final EntityMapping<E, M> mapping;
  private final List<String> updatable;

  EntityMethods(
      StandardMethods standard,
      M prototype,
      EntityUseCases<E> useCases,
      EntityMapping<E, M> mapping) {
    this.standard = standard;
    this.type = ResourceTypes.of(prototype.getDescriptorForType());
    this.prototype = prototype;
    this.useCases = useCases;
    this.mapping = mapping;
    this.updatable = UpdateMask.updatable(prototype.getDescriptorForType());
  }

  /** The handler of a method of this name; null if it is not a standard one of this resource. */
  @Nullable Function<Message, Message> writing(String method, Message answer) {
    var resource = prototype.getDescriptorForType();
    var one = type.name();
    var many = ResourceTypes.pluralOf(resource);
    if (method.equals("Create" + one)) {
      return this::create;
    } else if (method.equals("BatchCreate" + many)) {
      return request -> batchCreate(request, answer);
    } else if (method.equals("Update" + one)) {
      return this::update;
    } else if (method.equals("BatchUpdate" + many)) {
      return request -> batchUpdate(request, answer);
    } else if (method.equals("Delete" + one)) {
      return this::delete;
    } else if (method.equals("BatchDelete" + many)) {
      return this::batchDelete;
    }
    return null;
  }

  private Message create(Message request) {
    return standard.write(
        request,
        prototype,
        ReadMask.DEFAULT,
        asked -> {
          var prepared = prepare(asked);
          return Write.within(path(asked), Write.to(prepared.id(), () -> useCases.add(prepared)));
        });
  }

  private Message batchCreate(Message request, Message answer) {
    return batch(
        request,
        answer,
        (_, requests) -> {
          var prepared = Violations.each("requests", requests, this::prepare);
          return () -> {
            useCases.addAll(prepared);
            return prepared.stream().map(entity -> entity.id().name()).toList();
          };
        });
  }

  private E prepare(Message request) {
    return Violations.within(
        path(request), () -> useCases.prepare(mapping.creation(resource(request))));
  }

  private Message update(Message request) {
    return standard.write(
        request,
        prototype,
        ReadMask.DEFAULT,
        asked -> {
          var update = parseUpdate(asked);
          return Write.within(path(asked), Write.to(update.id(), () -> useCases.update(update)));
        });
  }

  private Update<E> parseUpdate(Message request) {
    var name = Fields.text(resource(request), "name");
    return update(request, Names.parse(type, path(request) + ".name", name));
  }

  /** The update of a resource of that name, whatever name the request has. */
  private Update<E> update(Message request, ResourceName name) {
    var resource = resource(request);
    var mask =
        UpdateMask.of(
            path(request), resource, (FieldMask) Fields.value(request, "update_mask"), updatable);
    return new Update<>(
        new Id<>(type, name.id()),
        SharedProtos.etag(Fields.text(resource, "etag")),
        mapping.edit(resource, mask),
        Fields.flag(request, "allow_missing") ? missing(request) : null);
  }

  /** Refuses what cannot be created whether the resource is missing or not. */
  private Creation<E> missing(Message request) {
    return Violations.within(
        path(request),
        () -> {
          var creation = mapping.creation(resource(request));
          var _ = useCases.prepare(creation);
          return creation;
        });
  }

  /** Of each request of the batch, or of all resources that a filter holds for, alike. */
  private Message batchUpdate(Message request, Message answer) {
    return batch(
        request,
        answer,
        (asked, requests) -> {
          var updates = Violations.each("requests", requests, this::parseUpdate);
          Names.requireDistinct(
              "requests[%d]." + (requests.isEmpty() ? "" : path(requests.getFirst())) + ".name",
              updates.stream().map(update -> update.id().name()).toList());
          return () -> {
            var all = updates.isEmpty() ? updatesOfMatches(asked) : updates;
            useCases.updateAll(all);
            return all.stream().map(update -> update.id().name()).toList();
          };
        });
  }

  private List<Update<E>> updatesOfMatches(Message request) {
    return standard.locked(type, request).stream().map(name -> update(request, name)).toList();
  }

  private Message batch(
      Message request,
      Message answer,
      BiFunction<Message, List<Message>, Supplier<List<ResourceName>>> handler) {
    return standard.batch(
        request,
        answer,
        asked -> {
          var requests = Fields.messages(asked, "requests");
          var useCase = handler.apply(asked, requests);
          return requests.isEmpty()
              ? () -> Violations.withinEach(_ -> path(asked), useCase)
              : () -> Violations.withinEach("requests", path(requests.getFirst()), useCase);
        });
  }

  private Message delete(Message request) {
    return standard.delete(
        request,
        asked -> {
          var name = Names.parse(type, "name", Fields.text(asked, "name"));
          var etag = SharedProtos.etag(Fields.text(asked, "etag"));
          boolean force = Fields.flag(asked, "force");
          return () -> useCases.delete(new Id<>(type, name.id()), etag, force);
        });
  }

  private Message batchDelete(Message request) {
    return standard.delete(
        request,
        asked -> {
          var chosen = standard.chosen(type, asked);
          boolean force = Fields.flag(asked, "force");
          return () -> useCases.deleteAll(() -> ids(chosen.get()), force);
        });
  }

  private List<Id<E>> ids(List<ResourceName> names) {
    return names.stream().map(name -> new Id<E>(type, name.id())).toList();
  }

  /** The name of the field with the resource: {@code book}. */
  private String path(Message request) {
    return resourceField(request).getName();
  }

  @SuppressWarnings("unchecked") // the field is of this message's type
  private M resource(Message request) {
    return (M) request.getField(resourceField(request));
  }

  private FieldDescriptor resourceField(Message request) {
    return Fields.ofType(request.getDescriptorForType(), prototype.getDescriptorForType());
  }
}
