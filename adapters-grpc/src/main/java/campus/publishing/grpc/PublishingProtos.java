package campus.publishing.grpc;

import campus.publishing.application.PostUseCases.Choice;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.domain.Label;
import campus.publishing.domain.PublishingResources;
import campus.publishing.v1.Post;
import campus.publishing.v1.Tag;
import campus.shared.domain.name.Id;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.Violations;
import java.util.List;
import java.util.stream.IntStream;

/** Posts and their parts, mapped from the wire. */
final class PublishingProtos {

  private PublishingProtos() {}

  static Id<campus.publishing.domain.Post> post(String field, String name) {
    return Names.id(PublishingResources.POST, field, name);
  }

  /** The new post in the field {@code post} of a request. */
  static NewPost newPost(Post post) {
    return Violations.within(
        "post",
        () ->
            new NewPost(
                campus.publishing.domain.Post.requireTitle(post.getTitle()),
                post.getBody(),
                post.getState() == Post.State.PUBLISHED,
                category(post),
                tags(post.getTagsList())));
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
