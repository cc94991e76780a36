package campus.publishing.grpc;

import campus.publishing.application.PostUseCases.CategoryChoice;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.application.PostUseCases.TagChoice;
import campus.publishing.application.PublishingResources;
import campus.publishing.domain.CategoryId;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Label;
import campus.publishing.domain.PostId;
import campus.publishing.domain.TagId;
import campus.publishing.v1.Post;
import campus.publishing.v1.Tag;
import campus.shared.domain.UserId;
import campus.shared.grpc.Names;
import campus.shared.grpc.Violations;
import java.util.List;
import java.util.stream.IntStream;

/** Posts and what hangs on them, mapped from the wire. */
final class PublishingProtos {

  private PublishingProtos() {}

  static PostId postId(String field, String name) {
    return new PostId(Names.parse(PublishingResources.POST, field, name).id());
  }

  static TagId tagId(String field, String name) {
    return new TagId(Names.parse(PublishingResources.TAG, field, name).id());
  }

  static CategoryId categoryId(String field, String name) {
    return new CategoryId(Names.parse(PublishingResources.CATEGORY, field, name).id());
  }

  static CommentId commentId(String field, String name) {
    var ids = Names.parse(PublishingResources.COMMENT, field, name).ids();
    return new CommentId(new PostId(ids.getFirst()), ids.getLast());
  }

  static UserId memberId(String field, String name) {
    return new UserId(Names.parse(PublishingResources.MEMBER, field, name).id());
  }

  /** The post to make that a request has in its field {@code post}. */
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

  /** What a post is to belong to, by name or by label. */
  static CategoryChoice category(Post post) {
    if (!post.hasCategory()) {
      return CategoryChoice.NONE;
    }
    var category = post.getCategory();
    return category.getName().isEmpty()
        ? Violations.within("category", () -> CategoryChoice.of(Label.of(category.getLabel())))
        : CategoryChoice.of(categoryId("category.name", category.getName()));
  }

  /** The tags that a field {@code tags} chooses. */
  static List<TagChoice> tags(List<Tag> tags) {
    return IntStream.range(0, tags.size())
        .mapToObj(i -> Violations.within("tags[" + i + "]", () -> tag(tags.get(i))))
        .toList();
  }

  private static TagChoice tag(Tag tag) {
    if (!tag.getName().isEmpty()) {
      return TagChoice.of(tagId("name", tag.getName()));
    }
    return TagChoice.of(Label.of(tag.getLabel()));
  }
}
