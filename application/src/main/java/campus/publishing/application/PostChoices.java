package campus.publishing.application;

import campus.publishing.application.PostUseCases.Choice;
import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.Tag;
import campus.shared.application.write.IdGenerator;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tags and categories that callers choose for posts, and prevents their deletion until
 * the transaction ends.
 */
record PostChoices(Tags tags, Categories categories, IdGenerator ids) {

  /**
   * Finds chosen categories; null for none.
   *
   * @throws NotFound if one does not exist
   */
  Map<Choice<Category>, @Nullable Id<Category>> categories(List<Choice<Category>> choices) {
    var named = named(choices);
    if (!named.isEmpty()) {
      NotFound.requireAll(named, categories.existing(named));
    }
    var labels = labels(choices);
    var byKey = labels.isEmpty() ? Map.<String, Id<Category>>of() : categories.labelled(labels);
    var found = new HashMap<Choice<Category>, @Nullable Id<Category>>();
    for (var choice : choices) {
      var label = choice.label();
      if (label != null && !byKey.containsKey(label.key())) {
        throw new NotFound("the category \"" + label.value() + "\"");
      }
      found.put(choice, label == null ? choice.id() : byKey.get(label.key()));
    }
    return found;
  }

  /** The tags that a post chooses. */
  record Wanted(UserId author, boolean published, List<Choice<Tag>> tags) {

    Wanted(Post post, List<Choice<Tag>> tags) {
      this(post.author(), post.isPublished(), tags);
    }

    private boolean names() {
      return tags.stream().anyMatch(tag -> tag.id() != null);
    }
  }

  /** Finds the tags that a post chooses, as {@link #tags(List, Instant)} does. */
  List<Id<Tag>> tags(Wanted wanted, Instant now) {
    return tags(List.of(wanted), now).getFirst();
  }

  /**
   * Finds the tags that posts choose, and creates missing ones: public ones for published posts,
   * private ones of the author for drafts. In published posts, public tags replace private ones of
   * the same label.
   *
   * <p>The number of SQL statements grows with that of the authors whose drafts, or named tags,
   * these are.
   *
   * @return the tags of each
   * @throws NotFound if a tag chosen by name does not exist
   */
  List<List<Id<Tag>>> tags(List<Wanted> all, Instant now) {
    var choices = new LinkedHashMap<Owner, List<Choice<Tag>>>();
    for (boolean published : new boolean[] {false, true}) {
      all.stream()
          .filter(wanted -> wanted.published() == published)
          .forEach(wanted ->
              choices
                  .computeIfAbsent(Owner.of(wanted, all), _ -> new ArrayList<>())
                  .addAll(wanted.tags()));
    }
    var chosen = new HashMap<Owner, Chosen>();
    choices.forEach(
        (owner, some) -> chosen.put(owner, chosen(some, owner.author(), owner.published(), now)));
    return all.stream()
        .map(wanted -> Objects.requireNonNull(chosen.get(Owner.of(wanted, all))).of(wanted.tags()))
        .toList();
  }

  /**
   * Whose tags posts can choose. Published posts choose among those that all see, unless they name
   * one.
   */
  private record Owner(UserId author, boolean published) {

    static Owner of(Wanted wanted, List<Wanted> all) {
      var author =
          wanted.published() && !wanted.names() ? all.getFirst().author() : wanted.author();
      return new Owner(author, wanted.published());
    }
  }

  private Chosen chosen(List<Choice<Tag>> choices, UserId author, boolean published, Instant now) {
    var named = existing(named(choices), author);
    var replaced = named.stream().filter(tag -> published && !tag.isPublic()).map(Tag::label);
    var owner = published ? null : author;
    var wanted = new LinkedHashMap<String, Tag>();
    for (var label : Stream.concat(labels(choices).stream(), replaced).toList()) {
      wanted.computeIfAbsent(label.key(), _ -> Tag.create(Tag.id(ids.next()), label, owner, now));
    }
    var byKey = new HashMap<String, Id<Tag>>();
    if (!wanted.isEmpty()) {
      tags.addMissing(wanted.values()).forEach(tag -> byKey.put(tag.label().key(), tag.id()));
    }
    return new Chosen(
        named.stream().collect(Collectors.toMap(Tag::id, tag -> tag.label().key())), byKey);
  }

  private List<Tag> existing(List<Id<Tag>> named, UserId author) {
    if (named.isEmpty()) {
      return List.of();
    }
    var found = tags.existing(named, author);
    NotFound.requireAll(named, found.stream().map(Tag::id).toList());
    return found;
  }

  /**
   * The tags that were found.
   *
   * @param named the label keys of tags chosen by name
   * @param byKey tags chosen by label, or replacing a private one, by label key
   */
  private record Chosen(Map<Id<Tag>, String> named, Map<String, Id<Tag>> byKey) {

    /** The tags for some of the choices, in their order. */
    List<Id<Tag>> of(List<Choice<Tag>> choices) {
      return choices.stream().map(this::of).toList();
    }

    private Id<Tag> of(Choice<Tag> choice) {
      var label = choice.label();
      var id =
          label == null
              ? byKey.getOrDefault(named.get(choice.id()), choice.id())
              : byKey.get(label.key());
      return Objects.requireNonNull(id, "each tag is chosen one way or the other");
    }
  }

  static <E> List<Label> labels(List<Choice<E>> choices) {
    return choices.stream().map(Choice::label).filter(Objects::nonNull).toList();
  }

  static <E> List<Id<E>> named(List<Choice<E>> choices) {
    return choices.stream().map(Choice::id).filter(Objects::nonNull).distinct().toList();
  }
}
