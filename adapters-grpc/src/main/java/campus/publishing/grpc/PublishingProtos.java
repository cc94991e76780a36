package campus.publishing.grpc;

import campus.publishing.application.PostUseCases.Choice;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.PublishingResources;
import campus.publishing.v1.Post;
import campus.publishing.v1.Tag;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.ImageUri;
import campus.shared.domain.value.Role;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.UpdateMask;
import campus.shared.grpc.wire.Violations;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Posts and their parts, mapped from the wire. */
final class PublishingProtos {

  private PublishingProtos() {}

  static Id<campus.publishing.domain.Post> post(String field, String name) {
    return Names.id(PublishingResources.POST, field, name);
  }

  /**
   * A filter that holds for what the caller may change, so that they cannot lock what others own;
   * for ADMIN one that holds for everything.
   *
   * @param owners the relations to members who may
   */
  static String changeable(String... owners) {
    var caller = Callers.current();
    if (caller.has(Role.ADMIN)) {
      return "";
    }
    var member = PublishingResources.memberOf(caller.requireUser());
    return Stream.of(owners)
        .map(owner -> owner + " = \"" + member + "\"")
        .collect(Collectors.joining(" OR "));
  }

  /** The new post in the field {@code post} of a request. */
  static NewPost newPost(Post post) {
    return Violations.within(
        "post",
        () ->
            new NewPost(
                new Content(
                    campus.publishing.domain.Post.requireTitle(post.getTitle()),
                    post.getSummary(),
                    post.getBody(),
                    coverImage(post)),
                post.getState() == Post.State.PUBLISHED,
                category(post),
                tags(post.getTagsList())));
  }

  /** The edit of the contents that an update of a post describes. */
  static UnaryOperator<Content> content(Post post, UpdateMask mask) {
    var title = mask.change("title", post::getTitle);
    var summary = mask.change("summary", post::getSummary);
    var body = mask.change("body", post::getBody);
    var image = mask.<@Nullable ImageUri>change("cover_image_uri", () -> coverImage(post));
    return current ->
        new Content(
            title.apply(current.title()),
            summary.apply(current.summary()),
            body.apply(current.body()),
            image.apply(current.coverImage()));
  }

  private static @Nullable ImageUri coverImage(Post post) {
    return ImageUri.ofOptional("cover_image_uri", post.getCoverImageUri());
  }

  /** The category that a post chooses, by name or by label. */
  static Choice<campus.publishing.domain.Category> category(Post post) {
    if (!post.hasCategory()) {
      return Choice.none();
    }
    var category = post.getCategory();
    return category.getName().isEmpty()
        ? Violations.within("category", () -> Choice.of(Label.of(category.getLabel())))
        : Choice.of(Names.id(PublishingResources.CATEGORY, "category.name", category.getName()));
  }

  /** The tags that a field {@code tags} chooses. */
  static List<Choice<campus.publishing.domain.Tag>> tags(List<Tag> tags) {
    return IntStream.range(0, tags.size())
        .mapToObj(i -> Violations.within("tags[" + i + "]", () -> tag(tags.get(i))))
        .toList();
  }

  private static Choice<campus.publishing.domain.Tag> tag(Tag tag) {
    if (!tag.getName().isEmpty()) {
      return Choice.of(Names.id(PublishingResources.TAG, "name", tag.getName()));
    }
    return Choice.of(Label.of(tag.getLabel()));
  }
}
