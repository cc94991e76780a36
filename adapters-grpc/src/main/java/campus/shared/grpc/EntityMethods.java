package campus.shared.grpc;

import campus.shared.application.EntityUseCases;
import campus.shared.application.EntityUseCases.Creation;
import campus.shared.application.EntityUseCases.Edit;
import campus.shared.application.EntityUseCases.Update;
import campus.shared.application.ResourceName;
import campus.shared.application.ResourceType;
import campus.shared.domain.Entity;
import campus.shared.domain.ResourceId;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * The standard methods that write resources of one kind (AIP-133 to 135, 233), whose requests have
 * the fields that the AIPs say: the resource, {@code update_mask}, {@code name}, {@code etag},
 * {@code requests}.
 *
 * @param <M> the message of the resource
 */
public final class EntityMethods<I extends ResourceId, E extends Entity<I>, M extends Message> {

  /** What messages ask for. */
  public interface Mapping<E, M> {

    /** The fields that an update can change. */
    List<String> updatable();

    /**
     * The resource to make that a message describes.
     *
     * @throws campus.shared.domain.InvalidRequest if it cannot be, by paths in the message
     */
    Creation<E> creation(M message);

    /**
     * What a message changes of a resource.
     *
     * @throws campus.shared.domain.InvalidRequest as {@link UpdateMask#change}
     */
    Edit<E> edit(M message, UpdateMask mask);
  }

  private final StandardMethods methods;
  private final ResourceType type;
  private final M prototype;
  private final EntityUseCases<I, E> useCases;
  private final Function<UUID, I> id;
  private final Mapping<E, M> mapping;

  /**
   * @param prototype any message of the resource
   */
  public EntityMethods(
      StandardMethods methods,
      ResourceType type,
      M prototype,
      EntityUseCases<I, E> useCases,
      Function<UUID, I> id,
      Mapping<E, M> mapping) {
    this.methods = methods;
    this.type = type;
    this.prototype = prototype;
    this.useCases = useCases;
    this.id = id;
    this.mapping = mapping;
  }

  /** Answers a Create. */
  public M create(Message request) {
    var prepared = prepare(request);
    return methods.create(
        request,
        prototype,
        () ->
            Violations.within(
                path(request),
                () -> {
                  useCases.add(prepared);
                  return nameOf(prepared);
                }));
  }

  /**
   * Answers a BatchCreate.
   *
   * @param response any message of the kind to answer
   */
  @SuppressWarnings("unchecked") // the field of that name repeats requests
  public <A extends Message> A batchCreate(Message request, A response) {
    var requests = (List<Message>) value(request, "requests");
    var prepared = Violations.each("requests", requests, this::prepare);
    var part = path(requests.getFirst());
    return methods.batch(
        request,
        response,
        () ->
            Violations.withinEach(
                "requests",
                part,
                () -> {
                  useCases.addAll(prepared);
                  return prepared.stream().map(this::nameOf).toList();
                }));
  }

  /** The resource that a request is to make. */
  public E prepare(Message request) {
    return Violations.within(
        path(request), () -> useCases.prepare(mapping.creation(resource(request))));
  }

  /** Answers an Update. */
  public M update(Message request) {
    var path = path(request);
    var resource = resource(request);
    var name = Names.parse(type, path + ".name", (String) value(resource, "name"));
    var mask =
        UpdateMask.of(
            path,
            resource,
            (FieldMask) value(request, "update_mask"),
            mapping.updatable().toArray(String[]::new));
    var update =
        new Update<>(
            id.apply(name.id()),
            SharedProtos.etag((String) value(resource, "etag")),
            mapping.edit(resource, mask));
    return methods.create(
        request,
        prototype,
        () ->
            Violations.within(
                path,
                () -> {
                  useCases.update(update);
                  return name;
                }));
  }

  /** Answers a Delete. */
  public Empty delete(Message request) {
    var name = Names.parse(type, "name", (String) value(request, "name"));
    var etag = SharedProtos.etag((String) value(request, "etag"));
    return methods.delete(request, () -> useCases.delete(id.apply(name.id()), etag));
  }

  private ResourceName nameOf(E entity) {
    return type.named(entity.id().value());
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
    return request.getDescriptorForType().getFields().stream()
        .filter(field ->
            field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(prototype.getDescriptorForType()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(request.getClass() + " has no " + type));
  }

  private static Object value(Message message, String field) {
    var descriptor = message.getDescriptorForType().findFieldByName(field);
    return message.getField(Objects.requireNonNull(descriptor, field));
  }
}
