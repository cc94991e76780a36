package campus.client;

import com.google.protobuf.Message;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** All results of a List method, over its pages. */
public final class Pages {

  private Pages() {}

  /**
   * The results, whose pages are read as the stream gets there.
   *
   * <pre>{@code
   * Pages.of(request, books::listBooks, ListBooksResponse::getBooksList)
   * }</pre>
   *
   * @param first the request for the first page; its {@code page_size} is that of all pages
   * @param list the method, of a blocking stub
   * @param results the results of a page
   * @return each result once; fails as the method does
   */
  public static <Q extends Message, A extends Message, T> Stream<T> of(
      Q first, Function<Q, A> list, Function<A, ? extends List<T>> results) {
    var pages = new Unread<>(first, list);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .flatMap(page -> results.apply(page).stream());
  }

  private static final class Unread<Q extends Message, A extends Message> implements Iterator<A> {

    private final Function<Q, A> list;
    private @Nullable Q next;

    Unread(Q first, Function<Q, A> list) {
      this.list = list;
      this.next = first;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public A next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      var page = list.apply(next);
      var token = text(page, "next_page_token");
      next = token.isEmpty() ? null : after(next, token);
      return page;
    }

    @SuppressWarnings("unchecked") // a builder makes messages of its own type
    private static <Q extends Message> Q after(Q request, String token) {
      var next = request.toBuilder();
      var type = next.getDescriptorForType();
      next.setField(Objects.requireNonNull(type.findFieldByName("page_token")), token);
      // The token knows where the page begins.
      var skip = type.findFieldByName("skip");
      return (Q) (skip == null ? next : next.clearField(skip)).build();
    }

    private static String text(Message message, String field) {
      var found = message.getDescriptorForType().findFieldByName(field);
      return (String) message.getField(Objects.requireNonNull(found));
    }
  }
}
